package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Held to the end of a transaction by whoever changes what is advised or how far it has come:
 * readers and the topic then see one order. Taken late and kept for milliseconds.
 */
final class PublishLock {

  /** Any number, as long as it is always the same: "publish" in ASCII. */
  private static final long LOCK_KEY = 0x7075626c697368L;

  private PublishLock() {}

  static void take(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK_KEY);
      lock.executeQuery().close();
    }
  }
}
