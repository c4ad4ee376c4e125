package dev.cowbell.collector.sampling;

import java.time.Duration;

/**
 * Keeps full readings from being felt by the process that is read, which cannot map memory while
 * the kernel walks it. All are estimates of time on the clock, since that is what the process
 * waits:
 *
 * <ul>
 *   <li>a reading of more than 50 ms is a long one; the first may be chance, from the second in a
 *       row on the process rests 50 times as long as it took, so it is read at most two per cent of
 *       the time;
 *   <li>a long reading that took 8 times what its size lets expect doubles the rest each time it
 *       happens again;
 *   <li>a process whose reading would take more than half a second is not read at all.
 * </ul>
 *
 * <pre>
 *   resident    reading takes      rests
 *   200 MB      3 ms               not at all
 *   200 MB      60 ms              not at all, then 3 s, 6 s, 12 s, … up to an hour
 *   16 GB       240 ms             not at all, then 12 s
 *   200 GB      3 s expected       not read
 * </pre>
 *
 * @param untilMillis since boot; no reading before
 * @param longReadings how many in a row were long
 */
public record SizeGuard(long untilMillis, int longReadings) {
  /** Of a process that was not read yet. */
  public static final SizeGuard NEW = new SizeGuard(0, 0);

  private static final long EXPECTED_NANOS_PER_MB = 15_000;
  private static final long SLOW_FACTOR = 8;
  private static final long LONG_NANOS = 50_000_000;
  private static final long MOST_NANOS = 500_000_000;
  private static final long REST_FACTOR = 50;
  private static final int MOST_DOUBLINGS = 12;
  private static final long LONGEST_REST_MILLIS = Duration.ofHours(1).toMillis();

  /** Whether a reading of this much resident memory would take too long. */
  public static boolean isTooLarge(long residentBytes) {
    return expectedNanos(residentBytes) > MOST_NANOS;
  }

  /** Time that a reading of this much resident memory may be expected to take. */
  public static long expectedNanos(long residentBytes) {
    return residentBytes / 1_000_000 * EXPECTED_NANOS_PER_MB;
  }

  /** Whether the process may be read now. */
  public boolean allows(long nowMillis) {
    return nowMillis >= untilMillis;
  }

  /** After a reading. */
  public SizeGuard after(long nowMillis, long tookNanos, long residentBytes) {
    if (tookNanos <= LONG_NANOS) {
      return NEW;
    }
    int inARow = Math.min(longReadings + 1, MOST_DOUBLINGS);
    if (inARow == 1) {
      return new SizeGuard(nowMillis, 1);
    }
    boolean slow = tookNanos > expectedNanos(residentBytes) * SLOW_FACTOR;
    long restMillis = (tookNanos * REST_FACTOR / 1_000_000) << (slow ? inARow - 2 : 0);
    return new SizeGuard(nowMillis + Math.min(restMillis, LONGEST_REST_MILLIS), inARow);
  }
}
