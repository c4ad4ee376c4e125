package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Whether readings of workers are kept one by one, or in roll-ups only. */
public enum RawReadings {
  /** As rows of {@code worker_reading}; decisions and backfills need them. */
  KEPT(
      "UPDATE retention_mark SET dropped_before = now() WHERE table_group = 'RAW' AND dropped_before = 'infinity'"),
  /** Not at all: a tenth of the cost. What is gone is marked, so that no backfill misses it. */
  ROLLED_UP_ONLY(
      """
      INSERT INTO retention_mark (table_group, dropped_before) VALUES ('RAW', 'infinity')
      ON CONFLICT (table_group) DO UPDATE SET dropped_before = 'infinity'
      """);

  private final String mark;

  RawReadings(String mark) {
    this.mark = mark;
  }

  /** Writes down, before anything is stored, up to when raw rows are incomplete. */
  void note(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(mark)) {
      statement.executeUpdate();
    }
  }
}
