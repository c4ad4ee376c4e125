package dev.cowbell.collector.delivery;

import java.time.Duration;

/**
 * How hard delivery tries.
 *
 * @param maxInFlight ticks sent and not confirmed; at most 5, up to which an idempotent producer
 *     keeps their order
 * @param maxInFlightBytes of those ticks; one may always be sent
 * @param stalledAfter without an answer to what was sent, the producer is made anew
 * @param backoff between attempts that fail
 */
record Pace(int maxInFlight, long maxInFlightBytes, Duration stalledAfter, Backoff backoff) {
  static final Pace DEFAULT =
      new Pace(
          5,
          1024 * 1024,
          Duration.ofSeconds(60),
          new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30)));
}
