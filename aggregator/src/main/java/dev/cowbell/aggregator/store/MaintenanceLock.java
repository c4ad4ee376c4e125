package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Held, until its transaction ends, by the one instance that compacts, drops or rebuilds rows. */
final class MaintenanceLock {

  /** Any number, as long as it is always the same: "cowbellm" in ASCII. */
  private static final long KEY = 0x636f7762656c6c6dL;

  private MaintenanceLock() {}

  /** False when another instance has it. */
  static boolean taken(Connection connection) throws SQLException {
    return (boolean) call(connection, "SELECT pg_try_advisory_xact_lock(?)");
  }

  /** Waits for it. */
  static void take(Connection connection) throws SQLException {
    call(connection, "SELECT pg_advisory_xact_lock(?)");
  }

  private static Object call(Connection connection, String sql) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(sql)) {
      lock.setLong(1, KEY);
      try (ResultSet found = lock.executeQuery()) {
        found.next();
        return found.getObject(1);
      }
    }
  }
}
