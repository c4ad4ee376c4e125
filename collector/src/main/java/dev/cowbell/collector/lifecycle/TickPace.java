package dev.cowbell.collector.lifecycle;

import java.time.Duration;

/**
 * How often to take a tick: at the interval asked for, and every second for a minute from the
 * moment a reload is suspected. As long as it lasts the minute begins anew, up to five; afterwards
 * the pace stays normal for three times as long as it was fast, so that families which recycle
 * their workers all the time cost at most a quarter of the fast pace.
 *
 * @param normal the interval asked for
 * @param fastSinceMillis when the fast pace began; equal to {@code fastUntilMillis} where it is
 *     over
 * @param restUntilMillis no fast pace before this
 */
public record TickPace(
    Duration normal, long fastSinceMillis, long fastUntilMillis, long restUntilMillis) {
  private static final Duration FAST = Duration.ofSeconds(1);
  private static final Duration BURST = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int REST_FACTOR = 3;

  /** The normal pace. */
  public static TickPace of(Duration normal) {
    return new TickPace(normal, 0, 0, 0);
  }

  /** The pace after a look at this moment, in milliseconds since boot. */
  public TickPace after(long atMillis, boolean suspected) {
    boolean fast = fastUntilMillis > fastSinceMillis;
    if (fast && atMillis >= fastUntilMillis) {
      long lasted = fastUntilMillis - fastSinceMillis;
      return new TickPace(normal, 0, 0, fastUntilMillis + REST_FACTOR * lasted);
    }
    if (!suspected || atMillis < restUntilMillis) {
      return this;
    }
    long since = fast ? fastSinceMillis : atMillis;
    long until = Math.min(atMillis + BURST.toMillis(), since + LONGEST.toMillis());
    return new TickPace(normal, since, until, restUntilMillis);
  }

  /** Time until the next tick. */
  public Duration interval() {
    boolean fast = fastUntilMillis > fastSinceMillis;
    return fast && normal.compareTo(FAST) > 0 ? FAST : normal;
  }
}
