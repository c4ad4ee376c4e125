package dev.cowbell.collector.gctime;

/**
 * The collection of one worker that was last seen running. Looks that find the same collection are
 * one run, however many they are. Not for several threads.
 */
public final class PauseRun {
  private boolean open;
  private long collectionsDone;
  private long firstSeenNanos;
  private long hits;

  /** Whether the last look found a collection running. */
  public boolean isOpen() {
    return open;
  }

  /**
   * Takes a look.
   *
   * @return time since this collection was first seen running: it has lasted at least this long;
   *     zero where none runs
   */
  long lastsNanos(long atNanos, FlagLook look) {
    boolean same = open && look.collecting() && look.collectionsDone() == collectionsDone;
    open = look.collecting();
    if (open && !same) {
      collectionsDone = look.collectionsDone();
      firstSeenNanos = atNanos;
      hits = 0;
    }
    return open ? atNanos - firstSeenNanos : 0;
  }

  /** Counts a look of the sample as a hit of this run; how many it had before. */
  long hit() {
    return hits++;
  }
}
