package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.HostDayArm;
import dev.cowbell.aggregator.rollup.PartialRollups;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of {@code host_day_arm}: plain sums, which the database adds up by itself. */
final class HostDayArmRows {

  private static final String ADD =
      """
      INSERT INTO host_day_arm (host_key, service_key, class_key, arm_key, day_at, kafka_partition,
        ticks, worker_sum, cpu_micros, looks, hits, squared_hits,
        counted_ticks, cpi_sum, cpi_sum_squares, miss_ticks, cache_references, cache_misses, runtime_version, policy_name)
      SELECT host_key, service_key, class_key, arm_key, to_timestamp(day_seconds), kafka_partition,
        ticks, worker_sum, cpu_micros, looks, hits, squared_hits,
        counted_ticks, cpi_sum, cpi_sum_squares, miss_ticks, cache_references, cache_misses, runtime_version, nullif(policy_name, '')
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS d (host_key, service_key, class_key, arm_key,
        day_seconds, kafka_partition, ticks, worker_sum, cpu_micros, looks, hits, squared_hits,
        counted_ticks, cpi_sum, cpi_sum_squares, miss_ticks, cache_references, cache_misses, runtime_version, policy_name)
      ON CONFLICT (host_key, day_at, service_key, class_key, arm_key, kafka_partition) DO UPDATE SET
        ticks = host_day_arm.ticks + excluded.ticks,
        worker_sum = host_day_arm.worker_sum + excluded.worker_sum,
        cpu_micros = host_day_arm.cpu_micros + excluded.cpu_micros,
        looks = host_day_arm.looks + excluded.looks,
        hits = host_day_arm.hits + excluded.hits,
        squared_hits = host_day_arm.squared_hits + excluded.squared_hits,
        counted_ticks = host_day_arm.counted_ticks + excluded.counted_ticks,
        cpi_sum = host_day_arm.cpi_sum + excluded.cpi_sum,
        cpi_sum_squares = host_day_arm.cpi_sum_squares + excluded.cpi_sum_squares,
        miss_ticks = host_day_arm.miss_ticks + excluded.miss_ticks,
        cache_references = host_day_arm.cache_references + excluded.cache_references,
        cache_misses = host_day_arm.cache_misses + excluded.cache_misses,
        runtime_version = coalesce(nullif(excluded.runtime_version, ''), host_day_arm.runtime_version),
        policy_name = coalesce(excluded.policy_name, host_day_arm.policy_name)
      """;

  private HostDayArmRows() {}

  static void add(Connection connection, Map<Integer, PartialRollups> rollups, TickKeys keys)
      throws SQLException {
    List<HostDayRow<HostDayArm>> rows = rows(rollups, keys);
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      HostDayRow.bindKeys(new ArrayColumns<>(connection, add, rows))
          .int8(row -> row.figures().ticks())
          .int8(row -> row.figures().workerSum())
          .int8(row -> row.figures().cpuMicros())
          .int8(row -> row.figures().looks())
          .int8(row -> row.figures().hits())
          .float8(row -> row.figures().squaredHits())
          .int8(row -> row.figures().counters().ticks())
          .float8(row -> row.figures().counters().cpiSum())
          .float8(row -> row.figures().counters().cpiSumSquares())
          .int8(row -> row.figures().counters().missTicks())
          .float8(row -> row.figures().counters().cacheReferences())
          .float8(row -> row.figures().counters().cacheMisses())
          .text(row -> row.figures().runtimeVersion())
          .text(row -> policy(row.figures()));
      add.executeUpdate();
    }
  }

  private static String policy(HostDayArm arm) {
    String policy = arm.policy();
    return policy == null ? "" : policy;
  }

  private static List<HostDayRow<HostDayArm>> rows(
      Map<Integer, PartialRollups> rollups, TickKeys keys) {
    Map<String, Integer> classKeys = keys.classKeysByName();
    List<HostDayRow<HostDayArm>> rows = new ArrayList<>();
    rollups.forEach(
        (partition, ofPartition) ->
            ofPartition
                .hostDayArms()
                .forEach(
                    (key, sums) -> rows.add(HostDayRow.of(key, keys, classKeys, partition, sums))));
    return rows;
  }
}
