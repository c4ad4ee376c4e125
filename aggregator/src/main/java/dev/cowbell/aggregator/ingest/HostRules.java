package dev.cowbell.aggregator.ingest;

import dev.cowbell.api.contract.v1.CollectorCost;
import dev.cowbell.api.contract.v1.Counters;
import dev.cowbell.api.contract.v1.Disk;
import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.Hardware;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostMemory;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.PressureReading;
import java.util.List;

/** What must hold of a tick outside its families. */
final class HostRules {

  private static final int MAX_CORES = 1 << 16;
  private static final int MAX_LABELS = 100;

  private HostRules() {}

  static void check(HostTick tick) throws Refusal {
    // Sequence numbers start at the milliseconds since boot, so zero is a field that was not set.
    Checks.present(tick.getSequence() != 0, "sequence");
    Checks.count(tick.getSequence(), "sequence");
    Checks.duration(tick.getInterval(), "interval");
    Checks.present(tick.hasHardware(), "hardware");
    Checks.present(tick.hasMemory(), "memory");
    Checks.present(tick.hasCollector(), "collector");
    identity(tick.getHost());
    hardware(tick.getHardware());
    memory(tick.getMemory());
    pressure(
        List.of(
            tick.getPressure().getMemory(),
            tick.getPressure().getCpu(),
            tick.getPressure().getIo()));
    disks(tick.getDisksList());
    counters(tick.getCounters());
    gaps(tick.getGapsList());
    collector(tick.getCollector());
  }

  private static void identity(HostIdentity host) throws Refusal {
    Checks.shortText(host.getHostname(), "host.hostname");
    Checks.that(host.getLabelsCount() <= MAX_LABELS, "count of labels", host.getLabelsCount());
    for (var label : host.getLabelsMap().entrySet()) {
      Checks.shortText(label.getKey(), "name of a label");
      Checks.text(label.getValue(), "label " + label.getKey());
    }
  }

  private static void hardware(Hardware hardware) throws Refusal {
    Checks.name(hardware.getGeneration(), "hardware.generation");
    Checks.shortText(hardware.getKernel(), "hardware.kernel");
    Checks.that(
        hardware.getCores() > 0 && hardware.getCores() <= MAX_CORES,
        "hardware.cores",
        hardware.getCores());
    Checks.bytes(hardware.getMemoryBytes(), "hardware.memory_bytes");
    Checks.that(hardware.getMemoryBytes() > 0, "hardware.memory_bytes", hardware.getMemoryBytes());
  }

  private static void memory(HostMemory memory) throws Refusal {
    Checks.bytes(memory.getTotalBytes(), "memory.total_bytes");
    Checks.that(memory.getTotalBytes() > 0, "memory.total_bytes", memory.getTotalBytes());
    Checks.bytes(memory.getFreeBytes(), "memory.free_bytes");
    Checks.that(
        memory.getFreeBytes() <= memory.getTotalBytes(),
        "memory.free_bytes",
        memory.getFreeBytes());
    Checks.reading(memory.getAvailableBytes(), "memory.available_bytes");
    Checks.bytes(memory.getPageCacheBytes(), "memory.page_cache_bytes");
    Checks.bytes(memory.getAnonymousBytes(), "memory.anonymous_bytes");
    Checks.bytes(memory.getSwapTotalBytes(), "memory.swap_total_bytes");
    Checks.bytes(memory.getSwapFreeBytes(), "memory.swap_free_bytes");
    Checks.that(
        memory.getSwapFreeBytes() <= memory.getSwapTotalBytes(),
        "memory.swap_free_bytes",
        memory.getSwapFreeBytes());
  }

  private static void pressure(List<PressureReading> readings) throws Refusal {
    for (PressureReading reading : readings) {
      Checks.ratio(reading.getPressure().getSomeAvg10(), "pressure.some_avg10");
    }
  }

  private static void disks(List<Disk> disks) throws Refusal {
    for (Disk disk : disks) {
      Checks.ratio(disk.getBusyRatio(), "disks.busy_ratio");
    }
  }

  private static void counters(Counters counters) throws Refusal {
    Checks.reading(counters.getInstructions(), "counters.instructions");
    Checks.reading(counters.getCycles(), "counters.cycles");
    Checks.reading(counters.getCacheReferences(), "counters.cache_references");
    Checks.reading(counters.getCacheMisses(), "counters.cache_misses");
  }

  private static void gaps(List<Gap> gaps) throws Refusal {
    long ticks = 0;
    for (Gap gap : gaps) {
      Checks.count(gap.getTicks(), "gaps.ticks");
      ticks += gap.getTicks();
      Checks.count(ticks, "sum of gaps.ticks");
    }
  }

  private static void collector(CollectorCost collector) throws Refusal {
    Checks.duration(collector.getCpuTimeDelta(), "collector.cpu_time_delta");
    Checks.bytes(collector.getRssBytes(), "collector.rss_bytes");
    Checks.count(collector.getFullReadings(), "collector.full_readings");
    Checks.count(collector.getDeferredReadings(), "collector.deferred_readings");
  }
}
