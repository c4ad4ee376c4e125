package dev.cowbell.collector.tick;

import dev.cowbell.collector.procfs.AnonymousPages;
import dev.cowbell.collector.procfs.Pagemap;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.PageCensus;
import dev.cowbell.collector.sharing.PageSet;
import dev.cowbell.collector.sharing.PageTotals;
import java.nio.file.Path;

/**
 * Takes exact readings: a worker's pages against those its parent had when it was forked, which are
 * told by their addresses since a fork keeps those.
 */
final class PageReader {
  private static final long PAGE_BYTES = 4096;

  /** Address space beyond this many times the resident pages would cost more than it tells. */
  private static final long SPARSE_FACTOR = 8;

  private static final long SPARSE_PAGES = 65_536;

  /**
   * A parent whose memory has moved by more than this since the fork is not the one that forked.
   */
  private static final long SAME_DIVISOR = 50;

  private static final long SAME_BYTES = 1024 * 1024;

  private final ProcFs procFs;
  private final Pagemap pagemap = new Pagemap();
  private final PageSet.Scratch scratch = new PageSet.Scratch();

  PageReader(ProcFs procFs) {
    this.procFs = procFs;
  }

  /** Makes sure that what the worker inherited is remembered, while its parent still has it. */
  void rememberInherited(Member worker) {
    if (worker.pages.inherited().isAbsentFor(Reason.NOT_YET_READ)) {
      worker.pages = WorkerPages.of(inherited(worker));
    }
  }

  /** Counts a worker's pages. */
  Reading<PageTotals> read(Member worker) {
    WorkerPages pages = worker.pages.ofItsOwn();
    worker.pages = pages;
    return pages.inherited().flatMap(inherited -> read(worker, pages, inherited));
  }

  private Reading<PageTotals> read(Member worker, WorkerPages pages, PageSet inherited) {
    PageCensus census = new PageCensus(inherited, scratch);
    return walk(worker, census)
        .map(
            read -> {
              PageTotals totals = PageTotals.of(census.end(), pages.freedPages());
              worker.pages = pages.withFreed(totals.freedBytes() / PAGE_BYTES);
              return totals;
            });
  }

  private Reading<PageSet> inherited(Member worker) {
    Reading<Long> bytes =
        worker
            .inherited
            .map(i -> i.bytes())
            .orElseGet(() -> Reading.unavailable(Reason.BORN_UNSEEN, "the parent was not seen"));
    if (worker.parent.isEmpty()) {
      return bytes.flatMap(
          unknown -> Reading.unavailable(Reason.BORN_UNSEEN, "the parent was not seen"));
    }
    Member parent = worker.parent.get();
    return bytes.flatMap(atFork -> pagesOf(parent, atFork));
  }

  private Reading<PageSet> pagesOf(Member parent, long bytesAtFork) {
    if (parent.ownPages.filter(set -> isSame(set, bytesAtFork)).isEmpty()) {
      Reading<PageSet> now = setOf(parent);
      if (now instanceof Reading.Unavailable<PageSet>) {
        return now;
      }
      parent.ownPages = now.optional();
    }
    return parent
        .ownPages
        .filter(set -> isSame(set, bytesAtFork))
        .map(Reading::of)
        .orElseGet(
            () ->
                Reading.unavailable(
                    Reason.BORN_UNSEEN, "the parent's memory has changed since the fork"));
  }

  private static boolean isSame(PageSet set, long bytesAtFork) {
    long difference = Math.abs(set.size() * PAGE_BYTES - bytesAtFork);
    return difference <= Math.max(SAME_BYTES, bytesAtFork / SAME_DIVISOR);
  }

  private Reading<PageSet> setOf(Member parent) {
    PageSet.Builder builder = new PageSet.Builder();
    return walk(parent, builder).map(read -> builder.build());
  }

  /** Its pid may have been given to another process meanwhile, or it to another program. */
  private Reading<Long> ofTheSame(Member member, long read) {
    return procFs
        .stat(member.key.pid())
        .flatMap(
            now ->
                now.startTicks() == member.key.startTicks()
                        && now.startStackAddress() == member.stat.startStackAddress()
                    ? Reading.of(read)
                    : Reading.unavailable(
                        Reason.PROCESS_EXITED, "it left or ran another program meanwhile"));
  }

  private Reading<Long> walk(Member member, AnonymousPages pages) {
    int pid = member.key.pid();
    Path process = procFs.process(pid);
    long most = member.statm.residentBytes() / PAGE_BYTES * SPARSE_FACTOR + SPARSE_PAGES;
    return procFs
        .privateRanges(pid)
        .flatMap(
            ranges ->
                ranges.pages() > most
                    ? Reading.unavailable(
                        Reason.NOT_SUPPORTED,
                        "its address space is too sparse to be read page by page")
                    : pagemap.read(process, ranges, pages))
        .flatMap(read -> ofTheSame(member, read));
  }
}
