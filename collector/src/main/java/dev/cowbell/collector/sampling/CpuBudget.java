package dev.cowbell.collector.sampling;

import java.time.Duration;

/**
 * A token bucket of CPU time for full readings, filled with what the rest of the collector leaves
 * of its share. A reading may begin while there is any credit, and its real cost is paid
 * afterwards, into debt if need be: so even the smallest budget allows a reading now and then, and
 * in the long run it is kept exactly.
 *
 * <pre>
 *   earned = max(half of share x time, share x time - what else the collector spent in that time)
 * </pre>
 *
 * <p>Half, because a host of many processes can take all of the share for looking at them, and
 * figures would age without bound.
 *
 * @param share of one core
 * @param capacityNanos most credit that can be saved
 * @param creditNanos may be negative
 */
public record CpuBudget(double share, long capacityNanos, long creditNanos) {
  private static final int RESERVED_DIVISOR = 2;

  /** So much time's credit can be saved: for those who are born together. */
  private static final Duration SAVED = Duration.ofSeconds(30);

  /**
   * A full bucket.
   *
   * @param interval between two ticks; credit of two is saved at least
   */
  public static CpuBudget of(double share, Duration interval) {
    long saved = Math.max(SAVED.toNanos(), interval.toNanos() * 2);
    long capacity = Math.max(1, Math.round(share * saved));
    return new CpuBudget(share, capacity, capacity);
  }

  /**
   * The budget after some time.
   *
   * @param elsewhereNanos CPU time that the collector spent in it on all but readings
   */
  public CpuBudget after(Duration elapsed, long elsewhereNanos) {
    long all = Math.round(share * elapsed.toNanos());
    long earned = Math.max(all / RESERVED_DIVISOR, all - Math.max(0, elsewhereNanos));
    return new CpuBudget(share, capacityNanos, Math.min(capacityNanos, creditNanos + earned));
  }

  /** The budget after a reading of this cost. */
  public CpuBudget spend(long nanos) {
    return new CpuBudget(share, capacityNanos, creditNanos - nanos);
  }

  /** Whether another reading may begin. */
  public boolean hasCredit() {
    return creditNanos > 0;
  }
}
