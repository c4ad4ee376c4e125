package dev.cowbell.aggregator.ingest;

import java.time.Duration;

/** Waits longer after each failure in a row, up to a limit. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Duration next = FIRST;

  Duration afterFailure() {
    Duration now = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return now;
  }

  void afterSuccess() {
    next = FIRST;
  }
}
