package dev.cowbell.collector.delivery;

/**
 * How delivery goes.
 *
 * @param failedAttempts ticks that were sent, not taken, and kept
 * @param producers made so far; more than one means that some failed or stalled
 * @param inFlight ticks sent and not confirmed
 * @param isStalled whether nothing is delivered at present
 */
public record DeliveryCounts(
    long failedAttempts, long producers, long inFlight, boolean isStalled) {
  static final DeliveryCounts NONE = new DeliveryCounts(0, 0, 0, false);
}
