package dev.cowbell.collector.sharing;

import dev.cowbell.collector.reading.Basis;

/**
 * The anonymous memory a family really costs.
 *
 * @param basis MEASURED, or ESTIMATED from readings of different ages
 */
public record Footprint(long bytes, Source source, Basis basis) {

  /** How it was found. */
  public enum Source {
    CGROUP,
    SUM
  }

  /** From the memory.stat of the cgroup that the family owns. */
  public static Footprint ofCgroup(long anonymousBytes) {
    return new Footprint(anonymousBytes, Source.CGROUP, Basis.MEASURED);
  }

  /**
   * The master's anonymous bytes plus, over workers, their own, plus what workers still share whose
   * parent has left: that is nobody's own and not the master's either.
   *
   * @param ownBytes over workers, anonymous bytes less those shared
   * @param leftBehindBytes over parents that left, the most that one of their workers still shares;
   *     at least so much is there
   * @param allFresh whether all workers were read in this tick
   */
  public static Footprint ofSum(
      long masterAnonymousBytes, long ownBytes, long leftBehindBytes, boolean allFresh) {
    return new Footprint(
        masterAnonymousBytes + ownBytes + leftBehindBytes,
        Source.SUM,
        allFresh && leftBehindBytes == 0 ? Basis.MEASURED : Basis.ESTIMATED);
  }
}
