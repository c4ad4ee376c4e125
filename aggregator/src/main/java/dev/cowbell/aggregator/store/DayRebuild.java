package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.AgeBuckets;
import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.SharingRollup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replaces what is known of one day: its roll-up by its hours, its host-days by raw rows. */
final class DayRebuild {

  private static final int ROWS_AT_A_TIME = 500;

  private static final String HOURS =
      "SELECT %s FROM rollup_hour WHERE bucket_at >= ? AND bucket_at < ?"
          .formatted(RollupTable.COLUMNS);

  private static final List<String> DELETE =
      List.of(
          "DELETE FROM host_day WHERE day_at = ?",
          "DELETE FROM host_day_footprint WHERE day_at = ?");

  /** What was folded of the day no longer holds; the next decision folds it again. */
  private static final String UNFOLD = "DELETE FROM day_fold WHERE day_at = ?";

  /** width_bucket counts from one and takes an edge for the start of its bucket, as ingest does. */
  private static final String INSERT_HOST_DAYS =
      """
      INSERT INTO host_day (day_at, host_key, service_key, class_key, arm_key, age_bucket, kafka_partition,
        readings, loss_sum, growth_sum)
      SELECT ?, host_key, service_key, class_key, arm_key,
        greatest(0, width_bucket(age_seconds::float8, ?) - 1) AS age, -1,
        count(*), sum(sharing_loss_bytes)::float8, sum(private_growth_bytes)::float8
      FROM worker_reading
      WHERE collected_at >= ? AND collected_at < ? AND sharing_loss_bytes IS NOT NULL AND inherited_bytes IS NOT NULL
      GROUP BY host_key, service_key, class_key, arm_key, age
      """;

  private static final String INSERT_FOOTPRINTS =
      """
      INSERT INTO host_day_footprint (day_at, host_key, service_key, class_key, arm_key, kafka_partition,
        readings, footprint_sum, footprint_max, worker_sum)
      SELECT ?, host_key, service_key, class_key, arm_key, -1,
        count(*), sum(footprint_bytes)::float8, max(footprint_bytes)::float8, sum(worker_count)
      FROM family_tick
      WHERE collected_at >= ? AND collected_at < ? AND footprint_bytes IS NOT NULL
      GROUP BY host_key, service_key, class_key, arm_key
      """;

  private DayRebuild() {}

  static void ofHours(Connection connection, Instant day) throws SQLException {
    Instant end = day.plus(Grain.DAY.length());
    Map<PartialKey, SharingRollup> days = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(HOURS)) {
      select.setFetchSize(ROWS_AT_A_TIME);
      select.setObject(1, Query.bound(day));
      select.setObject(2, Query.bound(end));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          days.computeIfAbsent(
                  RollupColumns.key(row).compacted(Grain.DAY), absent -> SharingRollup.empty())
              .merge(RollupColumns.rollup(row));
        }
      }
    }
    HourRebuild.replace(connection, Grain.DAY, day, end, days);
  }

  static void ofHosts(Connection connection, Instant day) throws SQLException {
    Object start = Query.bound(day);
    Object end = Query.bound(day.plus(Grain.DAY.length()));
    Object[] edges = Arrays.stream(AgeBuckets.fromSeconds()).boxed().toArray();
    HostDayCompaction.add(connection);
    for (String delete : DELETE) {
      execute(connection, delete, start);
    }
    execute(
        connection, INSERT_HOST_DAYS, start, connection.createArrayOf("float8", edges), start, end);
    execute(connection, INSERT_FOOTPRINTS, start, start, end);
    execute(connection, UNFOLD, start);
  }

  private static void execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
