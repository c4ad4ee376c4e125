package dev.cowbell.collector.tick;

import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sampling.ExactReadings;
import dev.cowbell.collector.sharing.LossCauses;
import dev.cowbell.collector.sharing.PageTotals;
import dev.cowbell.collector.sharing.SharingFigures;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Takes one full reading: the rollup, the pages where wanted, and what follows from them. All
 * readings are the sampling thread's, so no process is ever read twice at a time.
 */
final class SharingReader {
  static final Reading<PageTotals> NOT_WANTED =
      Reading.unavailable(Reason.NOT_YET_READ, "this reading was not to be an exact one");

  private final ProcFs procFs;
  private final PageReader pages;

  SharingReader(ProcFs procFs) {
    this.procFs = procFs;
    pages = new PageReader(procFs);
  }

  void read(FamilyState family, Member member, Instant at) {
    Reading<SmapsRollup> rollup = procFs.smapsRollup(member.key.pid(), member.key.startTicks());
    if (member.equals(family.master) || rollup.optional().isEmpty()) {
      member.remember(at, rollup, NOT_WANTED);
      return;
    }
    pages.rememberInherited(member);
    boolean shrunk =
        rollup.flatMap(member::upperBound).optional().filter(SharingFigures::hasShrunk).isPresent();
    boolean exactly =
        ExactReadings.isWanted(family.estimateError, member.readingsSinceExact, shrunk);
    Reading<PageTotals> totals = exactly ? pages.read(member) : NOT_WANTED;
    member.readingsSinceExact =
        OptionalLong.of(exactly ? 0 : member.readingsSinceExact.orElse(0) + 1);
    member.remember(at, rollup, totals);
    rollup
        .flatMap(member::upperBound)
        .optional()
        .ifPresent(bound -> compare(family, member, bound));
    member.sharing().optional().ifPresent(figures -> attribute(member, figures));
  }

  /** Holds the cheaper figures against the dearer ones. */
  private static void compare(FamilyState family, Member worker, SharingFigures bound) {
    long inherited = bound.stillSharedBytes() + bound.sharingLossBytes();
    SharingFigures best = worker.sharing().optional().orElse(bound);
    boolean exact = worker.full.flatMap(full -> full.pages().optional()).isPresent();
    family.estimateError =
        family.estimateError.afterReading(
            worker.estimateBytes(), best.sharingLossBytes(), inherited);
    if (exact) {
      family.estimateError =
          family.estimateError.afterExact(
              bound.sharingLossBytes(), best.sharingLossBytes(), inherited);
    }
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
            collector.map(CollectorReading::fullCollections));
    boolean collecting = collector.optional().filter(CollectorReading::collecting).isPresent();
    worker.losses.add(now, collecting, worker.fullCollectionsAtBirth());
  }
}
