package dev.cowbell.bench.database;

import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL with TimescaleDB as {@code .ci/timescaledb} unpacks it. */
final class TimescaleServer extends DatabaseServer {
  private static final long PATIENCE_SECONDS = 30;

  private final Process postgres;
  private final Path data;
  private final int port;

  private TimescaleServer(Process postgres, Path data, int port) {
    this.postgres = postgres;
    this.data = data;
    this.port = port;
  }

  static TimescaleServer launch(Path home, Path folder) throws IOException, InterruptedException {
    // As root the server runs as another user, who has to be able to write here.
    Path room = Files.createDirectories(folder.resolve("timescaledb"));
    Files.setPosixFilePermissions(room, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path data = room.resolve("data");
    initialise(home, room, data);
    int port = Loopback.freePort();
    var server = new TimescaleServer(postgres(home, room, data, port), data, port);
    server.awaitReady(room);
    return server;
  }

  private static void initialise(Path home, Path room, Path data)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            home.resolve("bin/initdb").toString(),
            "-D",
            data.toString(),
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "-A",
            "trust",
            "-U",
            "postgres");
    if (started(room, "initdb.log", command).waitFor() != 0) {
      throw new IOException("initdb: " + Files.readString(room.resolve("initdb.log")));
    }
  }

  private static Process postgres(Path home, Path room, Path data, int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    command.addAll(List.of("-c", "shared_preload_libraries=timescaledb"));
    command.addAll(List.of("-c", "timescaledb.telemetry_level=off"));
    return started(room, "postgres.log", command);
  }

  private static Process started(Path room, String log, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(room.toFile())
        .redirectErrorStream(true)
        .redirectOutput(room.resolve(log).toFile())
        .start();
  }

  private void awaitReady(Path room) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers()) {
      if (!postgres.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IOException(
            "TimescaleDB did not start: " + Files.readString(room.resolve("postgres.log")));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private boolean answers() {
    try (var connection = DriverManager.getConnection(url("postgres"))) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Override
  public String engine() {
    return "TimescaleDB";
  }

  @Override
  int port() {
    return port;
  }

  @Override
  Path data() {
    return data;
  }

  @Override
  public void close() {
    postgres.destroy(); // SIGTERM: it waits for clients, of which there are none left
    try {
      if (!postgres.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        postgres.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      postgres.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
