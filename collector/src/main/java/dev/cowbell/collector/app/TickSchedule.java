package dev.cowbell.collector.app;

import java.time.Duration;

/**
 * Ticks at fixed distances from the first, so that they do not drift. A tick whose time passed
 * while the one before was still being taken is skipped, and counted.
 *
 * @param firstNanos when the first tick was due
 */
record TickSchedule(long firstNanos, Duration interval) {

  /**
   * What comes next.
   *
   * @param index of the next tick to take; 0 is the first
   * @param skipped ticks that were due before it and are lost
   */
  record Next(long index, long skipped) {}

  /**
   * What comes after the tick of this index, at this moment. A tick that is late by less than an
   * interval is taken late.
   */
  Next after(long index, long nowNanos) {
    long current = (nowNanos - firstNanos) / interval.toNanos();
    long next = Math.max(index + 1, current);
    return new Next(next, next - index - 1);
  }

  long dueNanos(long index) {
    return firstNanos + index * interval.toNanos();
  }
}
