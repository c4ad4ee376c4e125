package dev.cowbell.api.server.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A span of time cut into equal bins.
 *
 * @param from inclusive
 * @param to exclusive
 * @param bin length of one bin
 */
public record Window(Instant from, Instant to, Duration bin) {
  /** As many as a chart of 960 units can tell apart. */
  private static final int BINS = 96;

  private static final Duration[] LENGTHS = {
    Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24)
  };

  /**
   * The shortest of ten minutes, an hour, six hours and a day that reaches back to the oldest
   * reading.
   */
  public static Window upTo(Instant newest, Instant oldest) {
    Duration wanted = Duration.between(oldest, newest);
    Duration length =
        Arrays.stream(LENGTHS)
            .filter(each -> each.compareTo(wanted) >= 0)
            .findFirst()
            .orElse(LENGTHS[LENGTHS.length - 1]);
    return of(newest, length);
  }

  /** The longest one there is. */
  public static Window longest(Instant newest) {
    return of(newest, LENGTHS[LENGTHS.length - 1]);
  }

  /** Ends right behind the newest reading, so that it is in the last bin. */
  private static Window of(Instant newest, Duration length) {
    Instant to = newest.plusMillis(1);
    return new Window(to.minus(length), to, length.dividedBy(BINS));
  }

  /** How many bins there are. */
  public int bins() {
    return BINS;
  }

  /** The bin as the database takes an interval. */
  String binSql() {
    return bin.toMillis() + " milliseconds";
  }
}
