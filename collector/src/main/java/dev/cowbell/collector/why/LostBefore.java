package dev.cowbell.collector.why;

/**
 * What a family's workers had lost before the watch began, on average. A collector that has visited
 * every object once finds nothing left to copy: what it did then no fault shows any more.
 *
 * @param workers that could be read
 * @param inheritedBytes what the master has, which is about what each worker began with
 * @param lostBytes of that, an upper bound
 * @param fullCollections since its fork, of the worker that has had fewest; 0 where not known
 * @param frozen whether what was inherited is out of the collector's sight
 */
record LostBefore(
    int workers, long inheritedBytes, long lostBytes, long fullCollections, boolean frozen) {
  /** Nothing is known. */
  static final LostBefore UNKNOWN = new LostBefore(0, 0, 0, 0, false);

  /** Below this share of what was inherited, reference counts alone may have done it. */
  private static final double MUCH = 0.2;

  private static final long LEAST_BYTES = 4L * 1024 * 1024;

  /** Whether the collector is the likely cause of that. */
  boolean isCollectorsLikely() {
    return !frozen
        && fullCollections > 0
        && lostBytes >= LEAST_BYTES
        && lostBytes >= MUCH * inheritedBytes;
  }
}
