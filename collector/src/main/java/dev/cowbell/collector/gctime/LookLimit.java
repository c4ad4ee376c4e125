package dev.cowbell.collector.gctime;

/** At most so many looks in any second, whatever chance would have. Not for several threads. */
public final class LookLimit {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final long[] takenAtNanos;
  private int next;
  private int taken;

  /** A limit on looks per second. */
  public LookLimit(int perSecond) {
    takenAtNanos = new long[perSecond];
  }

  /** Whether a look may be taken now, which then counts. */
  public boolean tryTake(long nowNanos) {
    if (taken == takenAtNanos.length && nowNanos - takenAtNanos[next] < SECOND_NANOS) {
      return false;
    }
    takenAtNanos[next] = nowNanos;
    next = (next + 1) % takenAtNanos.length;
    taken = Math.min(taken + 1, takenAtNanos.length);
    return true;
  }
}
