package dev.cowbell.aggregator.guardrail;

/**
 * Where the rails stand.
 *
 * @param restartFactor a restart is slow above this many times the host's own median …
 * @param restartExtraSeconds … and above the median plus this
 * @param slowRestarts slow restarts of one host that are a breach
 * @param slowShare share of slow restarts in a generation that is a breach once proven
 * @param availableShare least share of memory that stays available
 * @param pageCacheShare least share of its median that the page cache keeps
 * @param majorFaultFactor major faults breach above this many times the median …
 * @param majorFaultsPerSecond … and above this rate
 * @param diskBusyRatio a disk is busy above this share of its time
 * @param diskBusySeconds how long it may be
 * @param ipcChange least relative change of instructions per cycle; negative
 */
public record Limits(
    double restartFactor,
    double restartExtraSeconds,
    int slowRestarts,
    double slowShare,
    double availableShare,
    double pageCacheShare,
    double majorFaultFactor,
    double majorFaultsPerSecond,
    double diskBusyRatio,
    double diskBusySeconds,
    double ipcChange) {
  public static final Limits DEFAULT =
      new Limits(2, 15, 2, 0.05, 0.05, 0.30, 5, 100, 0.90, 30, -0.03);

  /** The longest restart allowed on a host whose median is this. */
  double restartSeconds(double median) {
    return Math.max(restartFactor * median, median + restartExtraSeconds);
  }

  /** The highest major fault rate allowed on a host whose median is this. */
  double majorFaults(double median) {
    return Math.max(majorFaultFactor * median, majorFaultsPerSecond);
  }
}
