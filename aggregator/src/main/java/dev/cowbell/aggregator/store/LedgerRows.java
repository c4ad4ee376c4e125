package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.savings.Estimate;
import dev.cowbell.aggregator.savings.Prediction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Rows of {@code savings_ledger}. A prediction is written once and never changed. */
final class LedgerRows {

  private static final String PREDICT =
      """
      INSERT INTO savings_ledger (service_key, class_key, control_arm_key, treatment_arm_key, advised_at, predicted, predicted_low,
        predicted_high, predicted_workers, control_hosts, control_sum, control_sum_squares, treated_workers)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (service_key, class_key, control_arm_key, treatment_arm_key) DO NOTHING
      """;

  private static final String CAME_TRUE =
      """
      UPDATE savings_ledger SET realised = ?, realised_low = ?, realised_high = ?, realised_workers = ?, realised_at = ?
      WHERE service_key = ? AND class_key = ? AND control_arm_key = ? AND treatment_arm_key = ?
      """;

  private LedgerRows() {}

  static void put(Connection connection, List<DayDecisions.Line> lines, Instant now)
      throws SQLException {
    try (PreparedStatement predict = connection.prepareStatement(PREDICT);
        PreparedStatement update = connection.prepareStatement(CAME_TRUE)) {
      for (DayDecisions.Line line : lines) {
        predict(predict, line);
        if (line.cameTrue().isPresent()) {
          cameTrue(update, line, line.cameTrue().get(), now);
        }
      }
      predict.executeBatch();
      update.executeBatch();
    }
  }

  private static void predict(PreparedStatement insert, DayDecisions.Line line)
      throws SQLException {
    Prediction one = line.prediction();
    key(insert, 1, line);
    insert.setObject(5, Query.bound(Instant.EPOCH.plus(Duration.ofDays(one.advisedDay()))));
    estimate(insert, 6, one.footprintAvoided());
    insert.setDouble(9, one.workers());
    insert.setInt(10, one.control().hosts());
    insert.setDouble(11, one.control().sum());
    insert.setDouble(12, one.control().sumSquares());
    insert.setDouble(13, one.treatedWorkers());
    insert.addBatch();
  }

  private static void cameTrue(
      PreparedStatement update, DayDecisions.Line line, Prediction.CameTrue now, Instant at)
      throws SQLException {
    estimate(update, 1, now.footprintAvoided());
    update.setDouble(4, now.workers());
    update.setObject(5, Query.bound(at));
    key(update, 6, line);
    update.addBatch();
  }

  private static void key(PreparedStatement statement, int first, DayDecisions.Line line)
      throws SQLException {
    statement.setInt(first, line.about().serviceKey());
    statement.setInt(first + 1, line.about().classKey());
    statement.setInt(first + 2, line.about().armKey(line.prediction().arms().control()));
    statement.setInt(first + 3, line.about().armKey(line.prediction().arms().treatment()));
  }

  private static void estimate(PreparedStatement statement, int first, Estimate estimate)
      throws SQLException {
    statement.setDouble(first, estimate.bytesPerWorker());
    statement.setDouble(first + 1, estimate.low());
    statement.setDouble(first + 2, estimate.high());
  }
}
