package dev.cowbell.aggregator.store;

import dev.cowbell.api.contract.v1.CollectorCost;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.Counters;
import dev.cowbell.api.contract.v1.Disk;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.HostMemory;
import dev.cowbell.api.contract.v1.HostPressure;
import dev.cowbell.api.contract.v1.HostTick;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Rows of {@code host_tick}. */
final class HostTickRows {

  private static final String COPY =
      """
      COPY host_tick (collected_at, host_key, boot_id, sequence, kafka_partition, interval_millis,
        memory_total_bytes, memory_free_bytes, available_bytes, available_reason, page_cache_bytes, anonymous_bytes, swap_used_bytes,
        memory_pressure, cpu_pressure, io_pressure, disk_busy_ratio,
        instructions, cycles, cache_references, cache_misses, counters_reason,
        family_count, worker_count, full_readings, deferred_readings, gap_ticks, collector_cpu_micros, collector_rss_bytes)
      FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 29;

  private HostTickRows() {}

  static void write(Connection connection, List<PartitionBatch> batches, TickKeys keys)
      throws SQLException {
    try (BinaryCopy copy = new BinaryCopy(connection, COPY, COLUMNS)) {
      for (PartitionBatch batch : batches) {
        for (AcceptedTick tick : batch.ticks()) {
          row(copy, tick, batch.partition(), keys);
        }
      }
      copy.finish();
    }
  }

  private static void row(BinaryCopy copy, AcceptedTick accepted, int partition, TickKeys keys)
      throws SQLException {
    HostTick tick = accepted.message();
    copy.row()
        .timestamp(accepted.collectedAt())
        .int4(keys.host(accepted))
        .uuid(accepted.bootId())
        .int8(tick.getSequence())
        .int4(partition)
        .int8(ReadingColumns.millis(tick.getInterval()));
    memory(copy, tick.getMemory());
    pressure(copy, tick.getPressure());
    disk(copy, tick.getDisksList());
    counters(copy, tick.getCounters());
    copy.int4(tick.getFamiliesCount()).int4(workers(tick));
    collector(copy, tick.getCollector(), tick.getGapsList());
  }

  private static int workers(HostTick tick) {
    int workers = 0;
    for (Family family : tick.getFamiliesList()) {
      workers += family.getWorkerCount();
    }
    return workers;
  }

  private static void memory(BinaryCopy copy, HostMemory memory) {
    copy.int8(memory.getTotalBytes()).int8(memory.getFreeBytes());
    ReadingColumns.valueAndReason(copy, memory.getAvailableBytes());
    copy.int8(memory.getPageCacheBytes())
        .int8(memory.getAnonymousBytes())
        .int8(memory.getSwapTotalBytes() - memory.getSwapFreeBytes());
  }

  private static void pressure(BinaryCopy copy, HostPressure pressure) {
    ReadingColumns.someAvg10(copy, pressure.getMemory());
    ReadingColumns.someAvg10(copy, pressure.getCpu());
    ReadingColumns.someAvg10(copy, pressure.getIo());
  }

  /** The busiest disk speaks for the host. */
  private static void disk(BinaryCopy copy, List<Disk> disks) {
    if (disks.isEmpty()) {
      copy.absent();
      return;
    }
    double busiest = 0;
    for (Disk disk : disks) {
      busiest = Math.max(busiest, disk.getBusyRatio());
    }
    copy.float4(busiest);
  }

  private static void counters(BinaryCopy copy, Counters counters) {
    CountReading instructions = counters.getInstructions();
    CountReading cycles = counters.getCycles();
    CountReading references = counters.getCacheReferences();
    CountReading misses = counters.getCacheMisses();
    ReadingColumns.value(copy, instructions);
    ReadingColumns.value(copy, cycles);
    ReadingColumns.value(copy, references);
    ReadingColumns.value(copy, misses);
    reason(copy, instructions, cycles, references, misses);
  }

  /** Of the first one that is missing. */
  private static void reason(BinaryCopy copy, CountReading... readings) {
    for (CountReading reading : readings) {
      if (!reading.hasCount()) {
        ReadingColumns.reason(copy, false, reading.getUnavailable().getReasonValue());
        return;
      }
    }
    copy.absent();
  }

  private static void collector(BinaryCopy copy, CollectorCost cost, List<Gap> gaps) {
    long lost = 0;
    for (Gap gap : gaps) {
      lost += gap.getTicks();
    }
    copy.int4(cost.getFullReadings())
        .int4(cost.getDeferredReadings())
        .int8(lost)
        .int8(ReadingColumns.micros(cost.getCpuTimeDelta()))
        .int8(cost.getRssBytes());
  }
}
