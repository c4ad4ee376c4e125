package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.HostDay;
import dev.cowbell.aggregator.rollup.HostDayArm;
import dev.cowbell.aggregator.rollup.HostDayFootprint;
import dev.cowbell.aggregator.rollup.HostDayKey;
import dev.cowbell.aggregator.rollup.HostDaySums;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch adds to host-days: rows of {@code host_day_open}, which {@link HostDayCompaction}
 * adds up. One for each worker age, the first of which carries what is not of an age.
 */
final class HostDayRows {

  private static final String COPY =
      """
      COPY host_day_open (host_key, service_key, class_key, arm_key, day_at, kafka_partition,
        age_bucket, readings, loss_sum, growth_sum,
        footprint_readings, footprint_sum, footprint_max, footprint_worker_sum,
        ticks, worker_sum, cpu_micros, looks, hits, squared_hits, counted_ticks, cpi_sum, cpi_sum_squares,
        miss_ticks, cache_references, cache_misses, runtime_version, policy_name)
      FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 28;
  private static final int SHARING_COLUMNS = 4;
  private static final int FOOTPRINT_COLUMNS = 4;
  private static final int ARM_COLUMNS = 14;

  private final BinaryCopy copy;
  private final TickKeys keys;
  private final Map<String, Integer> classKeys;

  private HostDayRows(BinaryCopy copy, TickKeys keys) {
    this.copy = copy;
    this.keys = keys;
    this.classKeys = keys.classKeysByName();
  }

  static void write(Connection connection, List<PartitionBatch> partitions, TickKeys keys)
      throws SQLException {
    try (BinaryCopy copy = new BinaryCopy(connection, COPY, COLUMNS)) {
      HostDayRows rows = new HostDayRows(copy, keys);
      for (PartitionBatch batch : partitions) {
        for (var day : batch.rollups().hostDays().entrySet()) {
          rows.add(batch.partition(), day.getKey(), day.getValue());
        }
      }
      copy.finish();
    }
  }

  private void add(int partition, HostDayKey day, HostDaySums sums) throws SQLException {
    int host = TickKeys.found(keys.hosts(), day.hostId());
    int service = TickKeys.found(keys.services(), day.service());
    int hardwareClass = TickKeys.found(classKeys, day.hardwareClass());
    int arm = TickKeys.found(keys.arms(), day.arm());
    long dayAt = BinaryCopy.micros(day.dayAt());
    boolean first = true;
    for (int age = sums.nextAge(0); first || age >= 0; age = sums.nextAge(age + 1)) {
      copy.row().int4(host).int4(service).int4(hardwareClass).int4(arm).int8(dayAt).int4(partition);
      sharing(age, age < 0 ? null : sums.sharing(age));
      footprint(first ? sums.footprint() : null);
      arm(first ? sums.arm() : null);
      first = false;
    }
  }

  private void sharing(int age, @Nullable HostDay sharing) {
    if (sharing == null) {
      absent(SHARING_COLUMNS);
      return;
    }
    copy.int2(age).int8(sharing.readings()).float8(sharing.lossSum()).float8(sharing.growthSum());
  }

  private void footprint(@Nullable HostDayFootprint footprint) {
    if (footprint == null) {
      absent(FOOTPRINT_COLUMNS);
      return;
    }
    copy.int8(footprint.readings())
        .float8(footprint.footprintSum())
        .float8(footprint.footprintMax())
        .int8(footprint.workerSum());
  }

  private void arm(@Nullable HostDayArm arm) {
    if (arm == null) {
      absent(ARM_COLUMNS);
      return;
    }
    copy.int8(arm.ticks())
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

  private void absent(int columns) {
    for (int column = 0; column < columns; column++) {
      copy.absent();
    }
  }
}
