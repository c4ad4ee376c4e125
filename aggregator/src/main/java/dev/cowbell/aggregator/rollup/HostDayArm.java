package dev.cowbell.aggregator.rollup;

import org.jspecify.annotations.Nullable;

/**
 * What one arm of one service was on one host on one day, besides its workers' memory: sums over
 * ticks.
 *
 * @param ticks ticks at which it ran
 * @param workerSum its workers, summed over these ticks
 * @param cpuMicros CPU time of its workers
 * @param looks looks at its interpreters' collecting flags
 * @param hits looks that found the collector running
 * @param squaredHits hits of each cluster squared, summed: what an interval of hits / looks needs
 * @param counters what the host's counters said at ticks at which nothing but this arm ran there
 * @param runtimeVersion version of its interpreter, as last seen; empty where it is not known
 * @param policy policy in force in its interpreters, as last seen; null where it was not read
 */
public record HostDayArm(
    long ticks,
    long workerSum,
    long cpuMicros,
    long looks,
    long hits,
    double squaredHits,
    CounterSums counters,
    String runtimeVersion,
    @Nullable String policy) {

  /** Sums of both, in the order of time. */
  HostDayArm plus(HostDayArm later) {
    return new HostDayArm(
        ticks + later.ticks,
        workerSum + later.workerSum,
        cpuMicros + later.cpuMicros,
        looks + later.looks,
        hits + later.hits,
        squaredHits + later.squaredHits,
        counters.plus(later.counters),
        later.runtimeVersion.isEmpty() ? runtimeVersion : later.runtimeVersion,
        later.policy == null ? policy : later.policy);
  }

  /** Families of one arm at one tick are one thing: the tick counts once. */
  HostDayArm beside(HostDayArm sibling) {
    HostDayArm sum = plus(sibling);
    return new HostDayArm(
        Math.max(ticks, sibling.ticks),
        sum.workerSum,
        sum.cpuMicros,
        sum.looks,
        sum.hits,
        sum.squaredHits,
        sum.counters,
        sum.runtimeVersion,
        sum.policy);
  }
}
