package dev.cowbell.aggregator.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes sure, before anything else starts, that there is a database this program can use; says in
 * one line why not.
 */
public final class DatabaseGate {

  /** The greatest version under {@code db/migration}; a test holds the two together. */
  static final int PROGRAM_SCHEMA_VERSION = 35;

  private static final Logger LOG = System.getLogger(DatabaseGate.class.getName());
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private static final String HISTORY_EXISTS =
      "SELECT to_regclass('flyway_schema_history') IS NOT NULL";
  private static final String SCHEMA_VERSION =
      """
      SELECT coalesce(max(split_part(version, '.', 1)::integer), 0)
      FROM flyway_schema_history WHERE success AND version IS NOT NULL
      """;

  private static final String FAILED_MIGRATION =
      """
      SELECT coalesce((SELECT version || ' (' || script || ')' FROM flyway_schema_history WHERE NOT success
        ORDER BY installed_rank LIMIT 1), '')
      """;
  private static final String HAS_TABLES = "SELECT to_regclass('consumer_offset') IS NOT NULL";
  private static final String MAY_CREATE =
      """
      SELECT has_database_privilege(current_database(), 'CREATE')
        AND coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
      """;

  private final String url;
  private final Properties credentials = new Properties();

  /** Of the database at this JDBC URL; empty user or password are left to the URL. */
  public DatabaseGate(String url, String user, String password) {
    this.url = url;
    if (!user.isEmpty()) {
      credentials.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      credentials.setProperty("password", password);
    }
    credentials.setProperty("connectTimeout", "5");
    credentials.setProperty("ApplicationName", "cowbell-aggregator");
  }

  /**
   * Returns when the database can be used.
   *
   * @throws StoreUnavailableException when it cannot, within this patience or for good; the message
   *     is one line for people
   */
  public void await(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (boolean warned = false; ; warned = true) {
      try (Connection connection = DriverManager.getConnection(url, credentials)) {
        checkSchema(connection);
        return;
      } catch (SQLException e) {
        if (!mayPass(e) || System.nanoTime() > deadline) {
          throw new StoreUnavailableException(explained(e, patience), e);
        }
        if (!warned) {
          LOG.log(Level.INFO, "waiting for the database: {0}", SqlFailure.firstLine(e));
        }
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
  }

  private void checkSchema(Connection connection) throws SQLException {
    int found = 0;
    if ((boolean) single(connection, HISTORY_EXISTS)) {
      found = (int) single(connection, SCHEMA_VERSION);
      checkFinished((String) single(connection, FAILED_MIGRATION));
    } else if ((boolean) single(connection, HAS_TABLES)) {
      throw unusable(
          "holds Cowbell's tables but not flyway_schema_history, which says what state they are in:"
              + " restore the whole database, or point COWBELL_DB_URL at an empty one");
    }
    if (found > PROGRAM_SCHEMA_VERSION) {
      throw unusable(
          "has schema version %d, this program knows %d: start the newer program, or point COWBELL_DB_URL elsewhere"
              .formatted(found, PROGRAM_SCHEMA_VERSION));
    }
    if (found < PROGRAM_SCHEMA_VERSION && !(boolean) single(connection, MAY_CREATE)) {
      throw unusable(
          "has schema version %d, this program needs %d, and its role may not create tables and schemas there: run the command prepare with a role that may, or GRANT CREATE on the database and its schema"
              .formatted(found, PROGRAM_SCHEMA_VERSION));
    }
  }

  private void checkFinished(String failedMigration) {
    if (!failedMigration.isEmpty()) {
      throw unusable(
          "stands in the middle of migration %s, which failed: restore what was before it, or repair it and delete its row of flyway_schema_history"
              .formatted(failedMigration));
    }
  }

  private StoreUnavailableException unusable(String what) {
    String message = "the database at %s %s".formatted(printable(), what);
    return new StoreUnavailableException(message, new SQLException("not a schema to work with"));
  }

  private static Object single(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet found = select.executeQuery()) {
      found.next();
      return found.getObject(1);
    }
  }

  /**
   * Class 28 is a refused login, 3D a database that does not exist, 42501 a missing privilege:
   * waiting does not help.
   */
  private static boolean mayPass(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return !(state.startsWith("28") || state.startsWith("3D") || state.equals("42501"));
  }

  private String explained(SQLException e, Duration patience) {
    String state = String.valueOf(e.getSQLState());
    String what = SqlFailure.firstLine(e);
    if (state.startsWith("28")) {
      return "the database at %s refuses the login: %s; check COWBELL_DB_USER and COWBELL_DB_PASSWORD"
          .formatted(printable(), what);
    }
    if (state.startsWith("3D")) {
      return "%s: %s; create it, or correct COWBELL_DB_URL".formatted(printable(), what);
    }
    return "no database at %s within %d s: %s; check COWBELL_DB_URL and that PostgreSQL runs"
        .formatted(printable(), patience.toSeconds(), what);
  }

  /** Without parameters, among which a password may be. */
  private String printable() {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}
