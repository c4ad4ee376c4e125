package dev.cowbell.collector.reading;

/** How a figure came to be. */
public enum Basis {
  /** Read from the kernel; exact within the kernel's own definition. */
  MEASURED,
  /**
   * Read from the kernel, but the reading cannot tell some cases apart: the truth is at most this.
   */
  UPPER_BOUND,
  /** Computed from cheaper readings or from a reading of another moment. */
  ESTIMATED
}
