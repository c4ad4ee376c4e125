package dev.cowbell.collector.spool;

import java.time.Duration;
import java.util.List;

/** How many of the oldest segments have to go. */
final class Retention {
  private Retention() {}

  /**
   * One segment.
   *
   * @param newestMillis when its youngest record was added
   */
  record Facts(long bytes, long newestMillis) {}

  /** Until the rest and what comes fit. */
  static int tooMany(List<Facts> oldestFirst, long incomingBytes, long maxBytes) {
    long total = incomingBytes + oldestFirst.stream().mapToLong(Facts::bytes).sum();
    int drop = 0;
    while (drop < oldestFirst.size() && total > maxBytes) {
      total -= oldestFirst.get(drop).bytes();
      drop++;
    }
    return drop;
  }

  /** Those whose every record is older than this; a time in the future is no age. */
  static int tooOld(List<Facts> oldestFirst, Duration maxAge, long nowMillis) {
    int drop = 0;
    while (drop < oldestFirst.size()
        && nowMillis - oldestFirst.get(drop).newestMillis() > maxAge.toMillis()) {
      drop++;
    }
    return drop;
  }
}
