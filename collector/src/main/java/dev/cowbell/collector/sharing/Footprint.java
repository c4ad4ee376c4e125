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
   * The master's anonymous bytes plus, over workers, their own.
   *
   * @param ownBytes over workers, anonymous bytes less those shared
   * @param allFresh whether all workers were read in this tick
   */
  public static Footprint ofSum(long masterAnonymousBytes, long ownBytes, boolean allFresh) {
    return new Footprint(
        masterAnonymousBytes + ownBytes, Source.SUM, allFresh ? Basis.MEASURED : Basis.ESTIMATED);
  }
}
