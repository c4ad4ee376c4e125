package dev.cowbell.collector.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled each time, and spread, so that a fleet does not
 * come back as one.
 *
 * @param first wait after the first failure, before spreading
 * @param longest wait, before spreading
 */
record Backoff(Duration first, Duration longest) {

  /**
   * Between half of the wait and all of it.
   *
   * @param failures in a row, at least 1
   */
  Duration after(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, 20);
    long nanos = Math.min(longest.toNanos(), first.toNanos() << Math.min(doublings, 20));
    return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
  }
}
