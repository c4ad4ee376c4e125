package dev.cowbell.bench.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** A database server on loopback that a benchmark has to itself. */
public abstract sealed class DatabaseServer implements AutoCloseable
    permits EmbeddedServer, TimescaleServer {
  /**
   * Durable, as in production; room in the log, so that no checkpoint falls into one measurement
   * and not into another.
   */
  static final Map<String, String> SETTINGS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "60",
          "jit", "off",
          "shared_buffers", "4GB",
          "max_wal_size", "16GB",
          "checkpoint_timeout", "30min",
          "autovacuum", "on");

  /** TimescaleDB where COWBELL_TIMESCALEDB_HOME says, else what comes with the build. */
  public static DatabaseServer start(Path folder) throws IOException, InterruptedException {
    Optional<Path> home =
        Optional.ofNullable(System.getenv("COWBELL_TIMESCALEDB_HOME"))
            .filter(value -> !value.isBlank())
            .map(Path::of);
    return home.isPresent()
        ? TimescaleServer.launch(home.get(), folder)
        : EmbeddedServer.launch(folder);
  }

  /** Name for people. */
  public abstract String engine();

  abstract int port();

  abstract Path data();

  /** Where the database of that name is, for JDBC. */
  public final String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port(), database);
  }

  /** A new, empty database. */
  public final void create(String database) throws SQLException {
    execute("postgres", "CREATE DATABASE " + database);
  }

  /** Removes a database. */
  public final void drop(String database) throws SQLException {
    execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
  }

  /** Runs one statement in a database. */
  public final void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The process whose children serve connections. */
  public final long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip());
  }

  @Override
  public abstract void close() throws IOException;
}
