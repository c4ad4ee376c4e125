package dev.cowbell.bench.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL from the build's own dependencies. */
final class EmbeddedServer extends DatabaseServer {
  private final EmbeddedPostgres postgres;
  private final Path data;

  private EmbeddedServer(EmbeddedPostgres postgres, Path data) {
    this.postgres = postgres;
    this.data = data;
  }

  static EmbeddedServer launch(Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("postgres"));
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on");
    SETTINGS.forEach(builder::setServerConfig);
    return new EmbeddedServer(builder.start(), data);
  }

  @Override
  public String engine() {
    return "PostgreSQL";
  }

  @Override
  int port() {
    return postgres.getPort();
  }

  @Override
  Path data() {
    return data;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
