package dev.cowbell.bench.ingest;

import dev.cowbell.bench.database.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;

/**
 * The fastest way that PostgreSQL has for the same rows into the same tables with the same indexes:
 * COPY by the server from its own files, in binary.
 *
 * @param folder where the server may write
 */
record ServerCopy(DatabaseServer server, String database, Path folder) {
  private static final List<String> TABLES =
      List.of(
          "host_tick",
          "family_tick",
          "worker_reading",
          "lifecycle_event",
          "rollup_minute",
          "rollup_open",
          "host_day_open");

  /** Takes the rows out, empties the tables, and puts the rows back; returns how long that took. */
  double seconds() throws IOException, SQLException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (String table : TABLES) {
      server.execute(
          database,
          "COPY (SELECT * FROM %s) TO '%s' (FORMAT binary)".formatted(table, file(table)));
      server.execute(database, "TRUNCATE " + table);
    }
    server.execute(database, "CHECKPOINT");
    long start = System.nanoTime();
    for (String table : TABLES) {
      server.execute(database, "COPY %s FROM '%s' (FORMAT binary)".formatted(table, file(table)));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (String table : TABLES) {
      Files.delete(file(table));
    }
    return seconds;
  }

  private Path file(String table) {
    return folder.resolve(database + "-" + table);
  }
}
