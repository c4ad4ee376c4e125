package dev.cowbell.collector.sampling;

import java.time.Duration;

/**
 * A token bucket of CPU time. A reading may begin while there is any credit, and its real cost is
 * paid afterwards, into debt if need be: so even the smallest budget allows a reading now and then,
 * and in the long run it is kept exactly.
 *
 * @param share of one core
 * @param capacityNanos most credit that can be saved
 * @param creditNanos may be negative
 */
public record CpuBudget(double share, long capacityNanos, long creditNanos) {

  /**
   * A full bucket.
   *
   * @param interval between two ticks; credit of two is saved at most
   */
  public static CpuBudget of(double share, Duration interval) {
    long capacity = Math.max(1, Math.round(share * interval.toNanos() * 2));
    return new CpuBudget(share, capacity, capacity);
  }

  /** The budget after some time in which nothing was spent. */
  public CpuBudget after(Duration elapsed) {
    long earned = Math.round(share * elapsed.toNanos());
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
