package dev.cowbell.collector.sharing;

import dev.cowbell.collector.procfs.AnonymousPages;

/**
 * Counts the anonymous pages of one worker against those it inherited. Pages come in rising order;
 * those that do not come are not there.
 *
 * <pre>
 *   page            in the process    mapped by it alone    is
 *   inherited       yes               no                    still shared
 *   inherited       yes               yes                   copied or orphaned
 *   inherited       swapped out       -                     swapped: not known
 *   inherited       no                -                     freed, and no longer inherited
 *   not inherited   yes               -                     new
 * </pre>
 *
 * <p>A page that was freed and used again between two readings counts as copied.
 */
public final class PageCensus implements AnonymousPages {
  private final PageSet.Walk walk;
  private long sharedPages;
  private long ownPages;
  private long swappedPages;
  private long newPages;

  /**
   * What was counted.
   *
   * @param freedPages since the census before
   */
  public record Result(
      long sharedPages, long ownPages, long swappedPages, long newPages, long freedPages) {}

  /**
   * A census against these pages, from which it takes those that were freed.
   *
   * @param scratch that of all censuses of one thread
   */
  public PageCensus(PageSet inherited, PageSet.Scratch scratch) {
    walk = inherited.walk(scratch);
  }

  @Override
  public void pages(long chunk, long present, long exclusive, long swapped) {
    long inherited = walk.keep(chunk, present | swapped);
    sharedPages += Long.bitCount(inherited & present & ~exclusive);
    ownPages += Long.bitCount(inherited & exclusive);
    swappedPages += Long.bitCount(inherited & swapped);
    newPages += Long.bitCount((present | swapped) & ~inherited);
  }

  /** After the last page. */
  public Result end() {
    return new Result(sharedPages, ownPages, swappedPages, newPages, walk.dropOthers());
  }
}
