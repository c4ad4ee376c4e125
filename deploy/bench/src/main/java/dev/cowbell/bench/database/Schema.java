package dev.cowbell.bench.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The aggregator's schema, from the checkout's own migrations. */
public final class Schema {

  private Schema() {}

  /** Applies it to an empty database. */
  public static void apply(String url) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (Path migration : migrations()) {
        statement.execute(Files.readString(migration));
      }
    }
  }

  /** In the order in which they apply: numbered ones by number, then repeatable ones by name. */
  private static List<Path> migrations() throws IOException {
    Path folder =
        Path.of(
            System.getProperty("cowbell.home", "."), "aggregator/src/main/resources/db/migration");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted(Comparator.comparingInt(Schema::number).thenComparing(Path::toString))
          .toList();
    }
  }

  private static int number(Path migration) {
    String name = Objects.requireNonNull(migration.getFileName()).toString();
    return name.startsWith("V")
        ? Integer.parseInt(name.substring(1, name.indexOf("__")))
        : Integer.MAX_VALUE;
  }
}
