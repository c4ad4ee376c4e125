package dev.cowbell.standalone.simulate.model;

import java.util.Optional;

/**
 * Where a host's memory goes. Page cache takes up to a third of it and gives way to anonymous
 * memory; what a planted floor leaves available is taken by nobody in particular.
 */
final class HostMemory {
  private static final double SYSTEM_BYTES = 900e6;
  private static final double KERNEL_SHARE = 0.02;
  private static final double CACHE_SHARE = 0.33;
  private static final double FREE_SHARE = 0.01;

  /** Of the page cache that is not mapped, as MemAvailable counts it. */
  private static final double RECLAIMABLE = 0.9;

  private HostMemory() {}

  static MemoryReading of(
      long totalBytes,
      long footprintBytes,
      long mappedFileBytes,
      Optional<Double> floorShare,
      Draw tick) {
    double kernel = KERNEL_SHARE * totalBytes;
    double anonymous = Math.min(SYSTEM_BYTES + footprintBytes, 0.95 * totalBytes);
    double room = totalBytes - kernel - anonymous;
    double wanted = CACHE_SHARE * totalBytes * tick.of(1).factor(0.01);
    double cache =
        Math.clamp(room - FREE_SHARE * totalBytes, room * 0.2, Math.max(wanted, room * 0.2));
    double free = room - cache;
    double mapped = Math.min((double) mappedFileBytes, cache);
    double available = free + RECLAIMABLE * (cache - mapped);
    double floor = floorShare.map(share -> share * totalBytes).orElse(Double.POSITIVE_INFINITY);
    if (available > floor) {
      cache = Math.min(cache, mapped + 0.6 * floor);
      mapped = Math.min(mapped, cache);
      free = floor - RECLAIMABLE * (cache - mapped);
      available = floor;
      anonymous = totalBytes - kernel - cache - free;
    }
    return new MemoryReading(
        totalBytes,
        WorkerState.pages(free),
        WorkerState.pages(available),
        WorkerState.pages(cache),
        WorkerState.pages(anonymous));
  }
}
