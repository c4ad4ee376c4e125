package dev.cowbell.collector.tick;

import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sampling.ReadingDepth;
import dev.cowbell.collector.sampling.ReadingDepth.BoundExcess;
import dev.cowbell.collector.sharing.LossCauses;
import dev.cowbell.collector.sharing.OwnMemory;
import dev.cowbell.collector.sharing.PageTotals;
import dev.cowbell.collector.sharing.SharingFigures;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes one full reading: rollup, pages or both, and what follows from them. All readings are the
 * sampling thread's, so no process is ever read twice at a time.
 */
final class SharingReader {
  static final Reading<PageTotals> NOT_WANTED =
      Reading.unavailable(Reason.NOT_YET_READ, "this reading was not to be an exact one");
  private static final Reading<SmapsRollup> ONLY_PAGES =
      Reading.unavailable(
          Reason.NOT_YET_READ, "this reading went page by page, which tells nothing of PSS");

  private final ProcFs procFs;
  private final PageReader pages;

  SharingReader(ProcFs procFs) {
    this.procFs = procFs;
    pages = new PageReader(procFs);
  }

  void read(FamilyState family, Member member, Instant at) {
    if (member.equals(family.master)) {
      remember(member, at, rollup(member), NOT_WANTED);
    } else {
      readWorker(family, member, at);
    }
  }

  private void readWorker(FamilyState family, Member worker, Instant at) {
    Expectation expected = Expectation.of(worker);
    pages.rememberInherited(worker);
    ReadingDepth depth = depth(worker);
    Reading<SmapsRollup> rollup = depth.hasRollup() ? rollup(worker) : ONLY_PAGES;
    Reading<PageTotals> totals = NOT_WANTED;
    if (depth.hasPages() && (!depth.hasRollup() || rollup.optional().isPresent())) {
      totals = pages.read(worker);
    }
    if (!depth.hasRollup() && totals.optional().isEmpty()) {
      rollup = rollup(worker);
    }
    remember(worker, at, rollup, totals);
    learn(family, worker, rollup, totals);
    worker.doubt = expected.heldAgainst(worker);
    worker.lastRead().optional().ifPresent(figures -> attribute(worker, figures));
  }

  private static ReadingDepth depth(Member worker) {
    return ReadingDepth.of(
        new ReadingDepth.Evidence(
            worker.readingsSinceExact,
            worker.readingsSinceRollup,
            worker.movedSinceExactBytes(),
            worker.inheritedBytes(),
            worker.relativeLeft,
            worker
                .lastExact
                .map(Member.ExactReading::bound)
                .orElseGet(() -> new BoundExcess.Known(0))));
  }

  private Reading<SmapsRollup> rollup(Member member) {
    return procFs.smapsRollup(member.key.pid(), member.key.startTicks());
  }

  private static void remember(
      Member member, Instant at, Reading<SmapsRollup> rollup, Reading<PageTotals> totals) {
    member.remember(at, rollup, totals);
    // Pages that were asked for in vain are not asked for again in each reading.
    boolean onlyRollup = totals.equals(NOT_WANTED);
    member.readingsSinceExact =
        OptionalLong.of(onlyRollup ? member.readingsSinceExact.orElse(0) + 1 : 0);
  }

  /** Holds the cheaper figures against the dearer ones, and carries on from the latter. */
  private static void learn(
      FamilyState family, Member worker, Reading<SmapsRollup> rollup, Reading<PageTotals> totals) {
    Optional<SharingFigures> bound = rollup.flatMap(worker::upperBound).optional();
    worker
        .lastRead()
        .optional()
        .ifPresent(
            best ->
                family.estimateError =
                    family.estimateError.afterReading(
                        worker.estimateBytes(), best.sharingLossBytes(), worker.inheritedBytes()));
    totals
        .optional()
        .ifPresent(
            exact -> {
              bound.ifPresent(cheaper -> compare(family, worker, cheaper, exact));
              worker.lastExact =
                  Optional.of(
                      new Member.ExactReading(
                          exact.freedBytes(),
                          bound
                              .map(cheaper -> excess(worker, cheaper, exact))
                              .orElseGet(BoundExcess.Unknown::new),
                          worker.freeFigures()));
            });
    ownBytes(worker, rollup, totals).ifPresent(read -> carryOn(family, worker, read));
  }

  private static void compare(
      FamilyState family, Member worker, SharingFigures bound, PageTotals exact) {
    family.estimateError =
        family.estimateError.afterExact(
            bound.sharingLossBytes(), exact.figures().sharingLossBytes(), worker.inheritedBytes());
  }

  /** What a bound would be above the truth once this reading's freed pages are known. */
  private static BoundExcess excess(Member worker, SharingFigures bound, PageTotals exact) {
    long freedBefore = worker.lastExact.map(Member.ExactReading::freedBytes).orElse(0L);
    long corrected =
        bound.withFreed(Math.max(0, exact.freedBytes() - freedBefore)).sharingLossBytes();
    long above = Math.max(0, corrected - exact.figures().sharingLossBytes());
    return new BoundExcess.Known((double) above / Math.max(1, worker.inheritedBytes()));
  }

  private static Optional<Long> ownBytes(
      Member worker, Reading<SmapsRollup> rollup, Reading<PageTotals> totals) {
    return totals
        .map(PageTotals::notSharedBytes)
        .optional()
        .or(() -> rollup.map(read -> ownBytes(worker, read)).optional());
  }

  /** Pages that a worker shares with its own children only are its own. */
  private static long ownBytes(Member worker, SmapsRollup rollup) {
    long shared = SharingFigures.sharedAnonymousBytes(rollup);
    long inherited = worker.inherited.flatMap(i -> i.bytes().optional()).orElse(shared);
    return rollup.anonymousBytes() - Math.min(shared, inherited);
  }

  private static void carryOn(FamilyState family, Member worker, long readBytes) {
    worker
        .ownBytes()
        .ifPresent(
            estimated ->
                family.estimateError =
                    family.estimateError.afterOwn(estimated, readBytes, worker.inheritedBytes()));
    worker.own =
        Optional.of(
            worker
                .own
                .map(before -> before.readAgain(readBytes, worker.freeFigures()))
                .orElseGet(() -> OwnMemory.read(readBytes, worker.freeFigures())));
  }

  /** Faults and collections are asked for again: those of the tick's begin are older than this. */
  private void attribute(Member worker, SharingFigures figures) {
    Reading<CollectorReading> collector = worker.interpreter.flatMap(Interpreter::read);
    long minorFaults =
        procFs
            .stat(worker.key.pid())
            .optional()
            .map(Stat::minorFaults)
            .orElse(worker.stat.minorFaults());
    LossCauses.Moment now =
        new LossCauses.Moment(
            figures.sharingLossBytes(),
            figures.privateGrowthBytes(),
            minorFaults,
            collector.map(read -> read.collections().generation2()));
    boolean collecting = collector.optional().filter(CollectorReading::collecting).isPresent();
    worker.losses.add(now, collecting, worker.fullCollectionsAtBirth());
  }
}
