package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.HostDay;
import dev.cowbell.aggregator.rollup.HostDayArm;
import dev.cowbell.aggregator.rollup.HostDayFootprint;
import dev.cowbell.aggregator.rollup.HostDayKey;
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
    HostDayRows rows = new HostDayRows(keys);
    try (BinaryCopy copy = new BinaryCopy(connection, SHARING, 10)) {
      for (var partition : rollups.entrySet()) {
        for (var day : partition.getValue().hostDays().entrySet()) {
          rows.begin(copy, day.getKey().hostDay(), partition.getKey())
              .int2(day.getKey().ageBucket());
          sharing(copy, day.getValue());
        }
      }
      copy.finish();
    }
    try (BinaryCopy copy = new BinaryCopy(connection, FOOTPRINTS, 10)) {
      for (var partition : rollups.entrySet()) {
        for (var day : partition.getValue().footprints().entrySet()) {
          footprint(rows.begin(copy, day.getKey(), partition.getKey()), day.getValue());
        }
      }
      copy.finish();
    }
    try (BinaryCopy copy = new BinaryCopy(connection, ARMS, 20)) {
      for (var partition : rollups.entrySet()) {
        for (var day : partition.getValue().hostDayArms().entrySet()) {
          arm(rows.begin(copy, day.getKey(), partition.getKey()), day.getValue());
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

  private static void sharing(BinaryCopy copy, HostDay sums) {
    copy.int8(sums.readings()).float8(sums.lossSum()).float8(sums.growthSum());
  }

  private static void footprint(BinaryCopy copy, HostDayFootprint sums) {
    copy.int8(sums.readings())
        .float8(sums.footprintSum())
        .float8(sums.footprintMax())
        .int8(sums.workerSum());
  }

  private static void arm(BinaryCopy copy, HostDayArm sums) {
    copy.int8(sums.ticks())
        .int8(sums.workerSum())
        .int8(sums.cpuMicros())
        .int8(sums.looks())
        .int8(sums.hits())
        .float8(sums.squaredHits())
        .int8(sums.counters().ticks())
        .float8(sums.counters().cpiSum())
        .float8(sums.counters().cpiSumSquares())
        .int8(sums.counters().missTicks())
        .float8(sums.counters().cacheReferences())
        .float8(sums.counters().cacheMisses())
        .text(sums.runtimeVersion());
    String policy = sums.policy();
    if (policy == null) {
      copy.absent();
    } else {
      copy.text(policy);
    }
  }
}
