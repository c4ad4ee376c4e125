package dev.cowbell.collector.gctime;

/**
 * What the looks at one family's workers came to. All but the longest pause add up over time.
 *
 * @param looks at all workers
 * @param hits looks that found the collector running
 * @param pauses different collections among the hits
 * @param squaredHits sum over clusters of their hits squared, where a cluster is what one pause or
 *     one moment caught, whichever makes the sum larger: hits of one cluster are not independent
 * @param longestPauseNanos the longest of these collections lasted at least this long
 */
public record FlagSample(
    long looks, long hits, long pauses, long squaredHits, long longestPauseNanos) {
  /** No look. */
  public static final FlagSample NONE = new FlagSample(0, 0, 0, 0, 0);
}
