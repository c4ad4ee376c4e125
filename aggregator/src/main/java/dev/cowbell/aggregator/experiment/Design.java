package dev.cowbell.aggregator.experiment;

/** How arms came to their hosts, best first. */
public enum Design {
  /** Hosts of one class in pairs, assigned by hash. */
  PAIRED,
  /** The same hosts before and after a change: whatever else changed that day is in the effect. */
  BEFORE_AFTER,
  /** Merely found: hosts may differ in more than the arm. */
  OBSERVATIONAL
}
