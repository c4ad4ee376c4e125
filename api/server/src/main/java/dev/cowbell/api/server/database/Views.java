package dev.cowbell.api.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

  /** Rows with sketches are some kilobytes each, and sixteen answers may be read at once. */
  private static final int ROWS_A_FETCH = 200;

  private static final int MOST_ROWS = 100_000;
  private static final int FEW_ROWS = 10_000;

  /** By then the database itself has ended it: statement_timeout of its connections. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

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
    each(query, row -> add(reading.apply(row), found, MOST_ROWS));
    return List.copyOf(found);
  }

  /**
   * The same for a query of few rows, such as one page: they come by one round trip, where portions
   * take a second one to end the transaction.
   */
  public <T> List<T> few(Query query, Function<Row, T> reading) {
    List<T> found = new ArrayList<>();
    connected(
        (connection, patience) -> {
          try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            statement.setMaxRows(FEW_ROWS + 1);
            run(statement, query, row -> add(reading.apply(row), found, FEW_ROWS), patience);
          }
        });
    return List.copyOf(found);
  }

  /** Hands over the rows one at a time: a query may have more of them than fit in memory. */
  public void each(Query query, Consumer<Row> consumer) {
    connected(
        (connection, patience) -> {
          connection.setAutoCommit(false); // Only inside a transaction does the driver do portions.
          try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            statement.setFetchSize(ROWS_A_FETCH);
            run(statement, query, consumer, patience);
          } finally {
            connection.rollback();
          }
        });
  }

  private static <T> void add(T value, List<T> to, int most) {
    if (to.size() == most) {
      throw new TooMuch(
          "the answer would rest on more than %d rows: ask for less at once".formatted(most));
    }
    to.add(value);
  }

  private void connected(Work work) {
    Patience patience = Patience.current();
    patience.check();
    try (Connection connection = source.getConnection()) {
      work.with(connection, patience);
    } catch (SQLException e) {
      throw failure(e, patience);
    }
  }

  private interface Work {
    void with(Connection connection, Patience patience) throws SQLException;
  }

  private static void run(
      PreparedStatement statement, Query query, Consumer<Row> consumer, Patience patience)
      throws SQLException {
    try (var _ = patience.stopping(() -> stop(statement))) {
      patience.check(); // Who went away before the line above was not heard by it.
      statement.setQueryTimeout(seconds(patience.left()));
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

  /** Whole seconds, as the driver counts; none would mean for ever. */
  private static int seconds(Duration left) {
    return (int) Math.min(LONGEST.toSeconds(), left.toSeconds() + 1);
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
