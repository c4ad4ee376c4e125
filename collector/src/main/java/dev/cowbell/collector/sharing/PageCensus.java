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

  /** A census against these pages, from which it takes those that were freed. */
  public PageCensus(PageSet inherited) {
    walk = inherited.walk();
  }

  @Override
  public void present(long page, boolean exclusive) {
    if (!walk.keep(page)) {
      newPages++;
    } else if (exclusive) {
      ownPages++;
    } else {
      sharedPages++;
    }
  }

  @Override
  public void swapped(long page) {
    if (walk.keep(page)) {
      swappedPages++;
    } else {
      newPages++;
    }
  }

  /** After the last page. */
  public Result end() {
    return new Result(sharedPages, ownPages, swappedPages, newPages, walk.dropOthers());
  }
}
