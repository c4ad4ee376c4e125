package dev.cowbell.standalone.embedded;

import dev.cowbell.standalone.failure.Failure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL as a child of this JVM, on loopback, with its data in one folder. */
public final class EmbeddedDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts the server on the folder, which is made if it is new.
   *
   * @param work folder for the server's program files
   * @param durable whether commits survive a crash of the machine
   */
  public static EmbeddedDatabase start(Path directory, Path work, boolean durable) {
    try {
      var postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setOverrideWorkingDirectory(work.toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("fsync", durable ? "on" : "off")
              .setServerConfig("synchronous_commit", durable ? "on" : "off")
              .setServerConfig("full_page_writes", durable ? "on" : "off")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("max_connections", "60")
              .setServerConfig("jit", "off")
              .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
              .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new EmbeddedDatabase(postgres);
    } catch (IOException | IllegalStateException e) {
      throw new Failure(
          "The embedded PostgreSQL did not come up in %s (%s); is the disk full, or the folder of another version?"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** JDBC URL without credentials; the user is {@link #user()}, the password empty. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
  }

  /** The database's only user. */
  public String user() {
    return "postgres";
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new Failure("The embedded PostgreSQL did not stop: " + e.getMessage(), e);
    }
  }
}
