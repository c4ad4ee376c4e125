package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.SharingRollup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replaces the whole by the days there are. */
final class WholeRebuild {

  private static final int ROWS_AT_A_TIME = 500;
  private static final String DELETE = "DELETE FROM rollup_whole";

  /** Rows of one key in a row, so that few are in memory at a time. */
  private static final String DAYS =
      "SELECT %s FROM rollup_day ORDER BY service_key, class_key, arm_key, age_bucket"
          .formatted(RollupTable.COLUMNS);

  private WholeRebuild() {}

  static void ofDays(Connection connection) throws SQLException {
    RollupTable whole = RollupTable.compacted(Grain.WHOLE);
    try (PreparedStatement delete = connection.prepareStatement(DELETE);
        PreparedStatement select = connection.prepareStatement(DAYS)) {
      delete.executeUpdate();
      select.setFetchSize(ROWS_AT_A_TIME);
      Map<PartialKey, SharingRollup> merged = new LinkedHashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          PartialKey key = RollupColumns.key(row).compacted(Grain.WHOLE);
          if (merged.size() == ROWS_AT_A_TIME && !merged.containsKey(key)) {
            whole.merge(connection, merged);
            merged.clear();
          }
          merged
              .computeIfAbsent(key, absent -> SharingRollup.empty())
              .merge(RollupColumns.rollup(row));
        }
      }
      whole.merge(connection, merged);
    }
  }
}
