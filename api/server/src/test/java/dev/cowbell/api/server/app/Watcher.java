package dev.cowbell.api.server.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection of the test's own to the server's database. */
record Watcher(Connection connection) implements AutoCloseable {
  static Watcher of(String url) throws SQLException {
    return new Watcher(DriverManager.getConnection(url, "postgres", ""));
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Queries of the server that run at this moment. */
  long running() throws SQLException {
    return number(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE application_name = 'cowbell-server' AND state = 'active' AND wait_event_type = 'Lock'
        """);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
