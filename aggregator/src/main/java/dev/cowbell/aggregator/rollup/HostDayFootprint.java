package dev.cowbell.aggregator.rollup;

/** Family footprints of one host-day, in bytes: one reading per family and tick. */
public record HostDayFootprint(
    long readings, double footprintSum, double footprintMax, long workerSum) {

  static HostDayFootprint of(long footprintBytes, int workers) {
    return new HostDayFootprint(1, (double) footprintBytes, (double) footprintBytes, workers);
  }

  HostDayFootprint plus(HostDayFootprint other) {
    return new HostDayFootprint(
        readings + other.readings,
        footprintSum + other.footprintSum,
        Math.max(footprintMax, other.footprintMax),
        workerSum + other.workerSum);
  }
}
