package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * The role that the API server signs in with. It reads the views of schema {@code api}, those too
 * that later versions bring, and writes what operators ask of stages; nothing else is open to it.
 */
public final class ReaderRole {
  private static final String UNDEFINED_OBJECT = "42704";
  private static final List<String> RIGHTS =
      List.of(
          "GRANT USAGE ON SCHEMA api TO %s",
          "GRANT SELECT ON ALL TABLES IN SCHEMA api TO %s",
          "ALTER DEFAULT PRIVILEGES IN SCHEMA api GRANT SELECT ON TABLES TO %s",
          "GRANT INSERT ON api.stage_request TO %s");

  private ReaderRole() {}

  /**
   * Grants a role what it needs, as the owner of the schema. May be done as often as one likes.
   *
   * @param user the owner; empty user or password are left to the URL
   * @throws IllegalArgumentException where there is no such role
   * @throws StoreUnavailableException where the database refuses
   */
  public static void grant(String url, String user, String password, String role) {
    Properties credentials = new Properties();
    if (!user.isEmpty()) {
      credentials.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      credentials.setProperty("password", password);
    }
    try (Connection connection = DriverManager.getConnection(url, credentials);
        Statement statement = connection.createStatement()) {
      String name = statement.enquoteIdentifier(role, true);
      for (String right : RIGHTS) {
        statement.execute(right.formatted(name));
      }
    } catch (SQLException refused) {
      if (UNDEFINED_OBJECT.equals(refused.getSQLState())) {
        throw new IllegalArgumentException(
            "COWBELL_DB_READER=%s: expected a role of the database; create it first"
                .formatted(role),
            refused);
      }
      throw new StoreUnavailableException(
          "role %s cannot be given what it needs: %s"
              .formatted(role, SqlFailure.firstLine(refused)),
          refused);
    }
  }
}
