package dev.cowbell.collector.sharing;

import dev.cowbell.collector.reading.Basis;

/**
 * An exact reading of one worker in bytes.
 *
 * @param sharedBytes inherited and still shared
 * @param ownBytes inherited, and now its own: copied or orphaned
 * @param swappedBytes inherited and swapped out: whether still shared is not known
 * @param freedBytes inherited and no longer there
 * @param newBytes anonymous bytes that were never inherited
 */
public record PageTotals(
    long sharedBytes, long ownBytes, long swappedBytes, long freedBytes, long newBytes) {
  private static final long PAGE_BYTES = 4096;

  /**
   * The totals of a census.
   *
   * @param freedPages before this census
   */
  public static PageTotals of(PageCensus.Result census, long freedPages) {
    return new PageTotals(
        census.sharedPages() * PAGE_BYTES,
        census.ownPages() * PAGE_BYTES,
        census.swappedPages() * PAGE_BYTES,
        (freedPages + census.freedPages()) * PAGE_BYTES,
        census.newPages() * PAGE_BYTES);
  }

  /** Anonymous bytes that are not shared with those it was forked with. */
  public long notSharedBytes() {
    return ownBytes + newBytes;
  }

  /** Exact where nothing is swapped out; what is counts as lost, which then is an upper bound. */
  public SharingFigures figures() {
    return new SharingFigures(
        sharedBytes,
        ownBytes + swappedBytes,
        newBytes,
        swappedBytes == 0 ? Basis.MEASURED : Basis.UPPER_BOUND);
  }
}
