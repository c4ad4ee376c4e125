package dev.cowbell.collector.sharing;

/**
 * The anonymous bytes that a process alone holds, from its last full reading to the next one:
 *
 * <pre>
 *   least    = read + growth since                       no inherited page was copied
 *   most     = read + 4 KiB x minor faults since         each fault made one page its own
 *   estimate = least + w (most - least)                  both between 0 and all its anonymous bytes
 * </pre>
 *
 * <p>w is where between the two the readings so far were found, the newest with half the weight;
 * before the first it is 1, which is right for a process that copies. Where mappings come and go it
 * is about 0 from the first such reading on.
 *
 * @param readBytes at the last full reading
 * @param then the free figures of that moment
 * @param copyingShare w
 * @param hasLearned whether w is from readings
 */
public record OwnMemory(long readBytes, FreeFigures then, double copyingShare, boolean hasLearned) {
  /** Faults for less than this teach nothing. */
  private static final long LEAST_SPAN_BYTES = 512 * 1024;

  private static final double NEWEST_WEIGHT = 0.5;

  /** From the first full reading. */
  public static OwnMemory read(long ownBytes, FreeFigures now) {
    return new OwnMemory(ownBytes, now, 1, false);
  }

  /** After another one. */
  public OwnMemory readAgain(long ownBytes, FreeFigures now) {
    long least = leastBytes(now);
    long span = mostBytes(now) - least;
    if (span < LEAST_SPAN_BYTES) {
      return new OwnMemory(ownBytes, now, copyingShare, hasLearned);
    }
    double found = Math.clamp((double) (ownBytes - least) / span, 0, 1);
    double weight = hasLearned ? NEWEST_WEIGHT : 1;
    double learned = copyingShare + weight * (found - copyingShare);
    return new OwnMemory(ownBytes, now, learned, true);
  }

  /** How much it is now; what was read where nothing has happened since. */
  public long estimateBytes(FreeFigures now) {
    long least = leastBytes(now);
    return least + Math.round(copyingShare * (mostBytes(now) - least));
  }

  /**
   * Inherited pages that were copied since the reading; those that were freed are told apart from
   * them by nothing and count too.
   */
  public long copiedBytes(FreeFigures now) {
    return Math.max(0, estimateBytes(now) - readBytes - grownBytes(now));
  }

  /**
   * By how much its anonymous memory has grown since the reading; less than zero where it shrank.
   */
  public long grownBytes(FreeFigures now) {
    return now.anonymousBytes() - then.anonymousBytes();
  }

  private long leastBytes(FreeFigures now) {
    return within(readBytes + grownBytes(now), now);
  }

  private long mostBytes(FreeFigures now) {
    return Math.max(leastBytes(now), within(readBytes + now.faultedBytes(then), now));
  }

  private static long within(long bytes, FreeFigures now) {
    return Math.clamp(bytes, 0, now.anonymousBytes());
  }
}
