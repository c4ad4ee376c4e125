package dev.cowbell.collector.sampling;

/**
 * How much of what moves in one process the free estimate gets wrong, from what its readings found:
 * at once as much as the worst that was found, halved by each reading that finds less.
 *
 * <pre>
 *   expected error = share x bytes moved since the reading
 *   share          = max(|estimated - read| / bytes moved, share before / 2), between 1/16 and 1
 * </pre>
 *
 * <p>So a process whose estimate has proved right moves up to 16 times as far before it is read
 * again, and one whose estimate is worthless is read for each move. Not farther, however right:
 * what it does may change, and then what is carried on is wrong by all that it moves.
 *
 * @param share of the moved bytes
 */
public record Doubt(double share) {
  /** Of a process of which nothing has been found out. */
  public static final Doubt FULL = new Doubt(1);

  private static final double LEAST = 1.0 / 16;

  private static final double SLIGHT = 1.0 / 4;

  /** Moves below this are the noise of statm's per-CPU counters and teach nothing. */
  private static final long LEAST_TELLING_BYTES = 64 * 1024;

  /**
   * After a reading.
   *
   * @param movedBytes since the reading before
   * @param wrongBytes by which what was estimated missed what was read
   */
  public Doubt after(long movedBytes, long wrongBytes) {
    if (movedBytes < LEAST_TELLING_BYTES) {
      return this;
    }
    double found = (double) Math.abs(wrongBytes) / movedBytes;
    return new Doubt(Math.clamp(Math.max(found, share / 2), LEAST, 1));
  }

  /** Whether several readings found what was estimated, so that the estimate can be published. */
  public boolean isSlight() {
    return share <= SLIGHT;
  }

  /** What the estimate is expected to be wrong by. */
  public long expectedErrorBytes(long movedBytes) {
    return Math.round(share * movedBytes);
  }
}
