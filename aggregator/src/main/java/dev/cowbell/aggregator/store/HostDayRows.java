package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.HostDay;
import dev.cowbell.aggregator.rollup.HostDayArm;
import dev.cowbell.aggregator.rollup.HostDayFootprint;
import dev.cowbell.aggregator.rollup.HostDayKey;
import dev.cowbell.aggregator.rollup.HostDaySums;
import dev.cowbell.aggregator.rollup.PartialRollups;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * What a transaction adds to host-days: rows of {@code host_day_open}, {@code
 * host_day_footprint_open} and {@code host_day_arm_open}, which {@link HostDayCompaction} adds up.
 */
final class HostDayRows {

  private static final String SHARING =
      """
      COPY host_day_open (host_key, service_key, class_key, arm_key, day_at, kafka_partition,
        age_bucket, readings, loss_sum, growth_sum)
      FROM STDIN (FORMAT binary)
      """;
  private static final String FOOTPRINTS =
      """
      COPY host_day_footprint_open (host_key, service_key, class_key, arm_key, day_at, kafka_partition,
        readings, footprint_sum, footprint_max, worker_sum)
      FROM STDIN (FORMAT binary)
      """;
  private static final String ARMS =
      """
      COPY host_day_arm_open (host_key, service_key, class_key, arm_key, day_at, kafka_partition,
        ticks, worker_sum, cpu_micros, looks, hits, squared_hits, counted_ticks, cpi_sum, cpi_sum_squares,
        miss_ticks, cache_references, cache_misses, runtime_version, policy_name)
      FROM STDIN (FORMAT binary)
      """;

  private final TickKeys keys;
  private final Map<String, Integer> classKeys;

  private HostDayRows(TickKeys keys) {
    this.keys = keys;
    this.classKeys = keys.classKeysByName();
  }

  static void add(Connection connection, Map<Integer, PartialRollups> rollups, TickKeys keys)
      throws SQLException {
    if (rollups.isEmpty()) {
      return;
    }
    HostDayRows rows = new HostDayRows(keys);
    rows.copy(connection, SHARING, 10, rollups, rows::sharing);
    rows.copy(connection, FOOTPRINTS, 10, rollups, rows::footprint);
    rows.copy(connection, ARMS, 20, rollups, rows::arm);
  }

  private interface Rows {
    void of(BinaryCopy copy, int partition, HostDayKey day, HostDaySums sums) throws SQLException;
  }

  private void copy(
      Connection connection,
      String sql,
      int columns,
      Map<Integer, PartialRollups> rollups,
      Rows rows)
      throws SQLException {
    try (BinaryCopy copy = new BinaryCopy(connection, sql, columns)) {
      for (var partition : rollups.entrySet()) {
        for (var day : partition.getValue().hostDays().entrySet()) {
          rows.of(copy, partition.getKey(), day.getKey(), day.getValue());
        }
      }
      copy.finish();
    }
  }

  private BinaryCopy begin(BinaryCopy copy, HostDayKey day, int partition) throws SQLException {
    return copy.row()
        .int4(TickKeys.found(keys.hosts(), day.hostId()))
        .int4(TickKeys.found(keys.services(), day.service()))
        .int4(TickKeys.found(classKeys, day.hardwareClass()))
        .int4(TickKeys.found(keys.arms(), day.arm()))
        .timestamp(day.dayAt())
        .int4(partition);
  }

  private void sharing(BinaryCopy copy, int partition, HostDayKey day, HostDaySums sums)
      throws SQLException {
    for (int age = 0; age < sums.ageBuckets(); age++) {
      HostDay sharing = sums.sharing(age);
      if (sharing != null) {
        begin(copy, day, partition)
            .int2(age)
            .int8(sharing.readings())
            .float8(sharing.lossSum())
            .float8(sharing.growthSum());
      }
    }
  }

  private void footprint(BinaryCopy copy, int partition, HostDayKey day, HostDaySums sums)
      throws SQLException {
    HostDayFootprint footprint = sums.footprint();
    if (footprint != null) {
      begin(copy, day, partition)
          .int8(footprint.readings())
          .float8(footprint.footprintSum())
          .float8(footprint.footprintMax())
          .int8(footprint.workerSum());
    }
  }

  private void arm(BinaryCopy copy, int partition, HostDayKey day, HostDaySums sums)
      throws SQLException {
    HostDayArm arm = sums.arm();
    if (arm == null) {
      return;
    }
    begin(copy, day, partition)
        .int8(arm.ticks())
        .int8(arm.workerSum())
        .int8(arm.cpuMicros())
        .int8(arm.looks())
        .int8(arm.hits())
        .float8(arm.squaredHits())
        .int8(arm.counters().ticks())
        .float8(arm.counters().cpiSum())
        .float8(arm.counters().cpiSumSquares())
        .int8(arm.counters().missTicks())
        .float8(arm.counters().cacheReferences())
        .float8(arm.counters().cacheMisses())
        .text(arm.runtimeVersion());
    String policy = arm.policy();
    if (policy == null) {
      copy.absent();
    } else {
      copy.text(policy);
    }
  }
}
