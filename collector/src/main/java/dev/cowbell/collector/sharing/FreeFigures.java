package dev.cowbell.collector.sharing;

/** What every tick knows of a process for nothing, from stat and statm. */
public record FreeFigures(long minorFaults, long anonymousBytes) {
  private static final long PAGE_BYTES = 4096;

  /**
   * How far they have moved: pages written to or touched for the first time, and memory that came
   * or went. Memory that is freed and other memory that takes its place do not cancel out.
   */
  public long movedSince(FreeFigures before) {
    long grown = anonymousBytes - before.anonymousBytes;
    return Math.abs(faultedBytes(before) - grown) + Math.abs(grown);
  }

  /** Minor faults since, in bytes of pages. */
  long faultedBytes(FreeFigures before) {
    return PAGE_BYTES * (minorFaults - before.minorFaults);
  }
}
