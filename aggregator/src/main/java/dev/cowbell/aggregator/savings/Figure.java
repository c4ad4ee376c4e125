package dev.cowbell.aggregator.savings;

/** What is compared between arms, in bytes per worker. */
public enum Figure {
  /** Sharing loss. */
  LOSS,
  /** Private growth; may be negative. */
  GROWTH,
  /**
   * What a worker adds to its family's footprint: sharing loss and private growth together. At an
   * equal number of workers the rest of a footprint, the master, is the same for both arms.
   */
  FOOTPRINT
}
