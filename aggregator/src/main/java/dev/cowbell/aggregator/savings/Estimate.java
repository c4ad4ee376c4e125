package dev.cowbell.aggregator.savings;

/** A figure in bytes per worker and the range around it; what the range means is said beside it. */
public record Estimate(double bytesPerWorker, double low, double high) {

  /** Whether zero lies within the range. */
  public boolean includesZero() {
    return low <= 0 && high >= 0;
  }
}
