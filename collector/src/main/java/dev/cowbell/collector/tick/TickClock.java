package dev.cowbell.collector.tick;

import java.time.Duration;
import java.time.Instant;

/**
 * The moment of one tick on all clocks.
 *
 * @param at the host's clock
 * @param uptimeMillis since boot, as processes' start times count
 * @param sinceLast time since the tick before; zero on the first
 * @param planned the interval asked for
 */
record TickClock(Instant at, long uptimeMillis, Duration sinceLast, Duration planned) {

  /**
   * Up to this distance a reading counts as taken at the birth of a process. The first workers of a
   * family are up to two intervals old when it becomes one, and ticks come a little late.
   */
  Duration near() {
    Duration longer = planned.compareTo(sinceLast) >= 0 ? planned : sinceLast;
    return Duration.ofMillis(longer.toMillis() * 5 / 2);
  }

  boolean isNear(long millis) {
    return uptimeMillis - millis <= near().toMillis();
  }
}
