package dev.cowbell.api.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** Reads the views, each query in a read-only transaction of its own. */
public final class Views {
  private static final int ROWS_A_FETCH = 1000;
  private static final String SCHEMA_MISSING = "3F000";
  private static final String TABLE_MISSING = "42P01";

  private final DataSource source;

  public Views(DataSource source) {
    this.source = source;
  }

  /** All rows of a query, each made into a value. */
  public <T> List<T> list(Query query, Function<Row, T> reading) {
    List<T> found = new ArrayList<>();
    each(query, row -> found.add(reading.apply(row)));
    return List.copyOf(found);
  }

  /** Hands over the rows one at a time: a query may have more of them than fit in memory. */
  public void each(Query query, Consumer<Row> consumer) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false); // The driver fetches in portions only inside a transaction.
      try {
        run(connection, query, consumer);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw away(e);
    }
  }

  private static void run(Connection connection, Query query, Consumer<Row> consumer)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      statement.setFetchSize(ROWS_A_FETCH);
      bind(statement, query.parameters());
      try (ResultSet rows = statement.executeQuery()) {
        Row row = new Row(rows);
        while (rows.next()) {
          consumer.accept(row);
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, List<Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      switch (parameters.get(i)) {
        case Query.Absent _ -> statement.setNull(i + 1, Types.NULL);
        case Instant at -> statement.setTimestamp(i + 1, Timestamp.from(at));
        case Object other -> statement.setObject(i + 1, other);
      }
    }
  }

  static DatabaseAway away(SQLException e) {
    String state = e.getSQLState();
    if (SCHEMA_MISSING.equals(state) || TABLE_MISSING.equals(state)) {
      return new DatabaseAway(
          "the database has no Cowbell schema yet: the aggregator creates it when it first starts",
          e);
    }
    return new DatabaseAway(
        "the database cannot be read at the moment: check that it runs and that COWBELL_DB_URL,"
            + " COWBELL_DB_USER and COWBELL_DB_PASSWORD are right",
        e);
  }
}
