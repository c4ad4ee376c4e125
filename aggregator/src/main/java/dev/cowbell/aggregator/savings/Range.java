package dev.cowbell.aggregator.savings;

/** A figure and the range around it, in whatever unit its name says. */
public record Range(double value, double low, double high) {

  /** Nothing. */
  public static final Range NONE = new Range(0, 0, 0);

  /** So many workers' worth of an estimate per worker. */
  static Range of(Estimate perWorker, double workers) {
    return new Range(perWorker.bytesPerWorker(), perWorker.low(), perWorker.high()).times(workers);
  }

  /** By a factor that is not negative. */
  Range times(double factor) {
    return new Range(factor * value, factor * low, factor * high);
  }

  /**
   * The sum. Ends add up: the deviation of a sum is never above the sum of the deviations, whatever
   * its parts have in common.
   */
  Range plus(Range other) {
    return new Range(value + other.value, low + other.low, high + other.high);
  }
}
