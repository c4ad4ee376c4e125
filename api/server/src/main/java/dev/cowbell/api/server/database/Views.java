package dev.cowbell.api.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Reads the views, each query in a read-only transaction of its own, for as long as whoever asked
 * waits and no longer.
 */
public final class Views {
  private static final Logger LOG = Logger.getLogger(Views.class);
  private static final int ROWS_A_FETCH = 1000;
  private static final int MOST_ROWS = 100_000;
  private static final String SCHEMA_MISSING = "3F000";
  private static final String TABLE_MISSING = "42P01";
  private static final String STOPPED = "57014";
  private static final String NOT_ALLOWED = "42501";

  private final DataSource source;

  public Views(DataSource source) {
    this.source = source;
  }

  /** All rows of a query, each made into a value; refuses more than an answer can hold. */
  public <T> List<T> list(Query query, Function<Row, T> reading) {
    List<T> found = new ArrayList<>();
    each(
        query,
        row -> {
          if (found.size() == MOST_ROWS) {
            throw new TooMuch(
                "the answer would rest on more than %d rows: ask for less at once"
                    .formatted(MOST_ROWS));
          }
          found.add(reading.apply(row));
        });
    return List.copyOf(found);
  }

  /** Hands over the rows one at a time: a query may have more of them than fit in memory. */
  public void each(Query query, Consumer<Row> consumer) {
    Patience patience = Patience.current();
    patience.check();
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false); // The driver fetches in portions only inside a transaction.
      try {
        limit(connection, patience);
        run(connection, query, consumer, patience);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw failure(e, patience);
    }
  }

  /** The database ends by itself what takes longer, should this process hang or die. */
  private static void limit(Connection connection, Patience patience) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long millis = Math.max(1, Math.min(Integer.MAX_VALUE, patience.left().toMillis()));
      statement.execute("SET LOCAL statement_timeout = " + millis);
    }
  }

  private static void run(
      Connection connection, Query query, Consumer<Row> consumer, Patience patience)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.sql());
        var _ = patience.stopping(() -> stop(statement))) {
      patience.check(); // Who went away before the line above was not heard by it.
      statement.setFetchSize(ROWS_A_FETCH);
      query.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        Row row = new Row(rows);
        while (rows.next()) {
          patience.check();
          consumer.accept(row);
        }
      }
    }
  }

  private static void stop(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debug("A query could not be stopped; its statement_timeout will", e);
    }
  }

  static RuntimeException failure(SQLException e, Patience patience) {
    if (patience.isOver() || STOPPED.equals(e.getSQLState())) {
      OutOfPatience over = new OutOfPatience(patience.isGone());
      over.initCause(e);
      return over;
    }
    if (e.getCause() instanceof TimeoutException) {
      return new TooMuch("all connections to the database are in use: try again in a second", e);
    }
    return away(e);
  }

  static DatabaseAway away(SQLException e) {
    String state = e.getSQLState();
    if (SCHEMA_MISSING.equals(state) || TABLE_MISSING.equals(state)) {
      return new DatabaseAway(
          "the database has no Cowbell schema yet: the aggregator creates it when it first starts",
          e);
    }
    if (NOT_ALLOWED.equals(state)) {
      return new DatabaseAway(
          "the server's role in the database may not do this: it needs USAGE on schema api, SELECT"
              + " on all in it, and INSERT on api.stage_request",
          e);
    }
    return new DatabaseAway(
        "the database cannot be read at the moment: check that it runs and that COWBELL_DB_URL,"
            + " COWBELL_DB_USER and COWBELL_DB_PASSWORD are right",
        e);
  }
}
