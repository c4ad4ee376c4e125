package dev.cowbell.collector.tick;

import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.FlagTarget;
import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sampling.Doubt;
import dev.cowbell.collector.sampling.ReadingDepth.BoundExcess;
import dev.cowbell.collector.sampling.SizeGuard;
import dev.cowbell.collector.sharing.CollectionCounts;
import dev.cowbell.collector.sharing.CollectionsSinceBirth;
import dev.cowbell.collector.sharing.FreeEstimate;
import dev.cowbell.collector.sharing.FreeFigures;
import dev.cowbell.collector.sharing.Inherited;
import dev.cowbell.collector.sharing.LossHistory;
import dev.cowbell.collector.sharing.OwnMemory;
import dev.cowbell.collector.sharing.PageSet;
import dev.cowbell.collector.sharing.PageTotals;
import dev.cowbell.collector.sharing.ParentHistory;
import dev.cowbell.collector.sharing.SharingFigures;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** What must be remembered of one process of a family between two ticks. */
final class Member {
  static final Reading<Interpreter> NOT_LOOKED_FOR =
      Reading.unavailable(Reason.NOT_YET_READ, "the interpreter has not been looked for yet");
  private static final Reading<CollectorReading> NO_COLLECTOR =
      Reading.unavailable(Reason.NOT_YET_READ, "the interpreter has not been looked at yet");

  /** Moves below this are the noise of statm's per-CPU counters. */
  private static final long TOLD_APART_BYTES = 256 * 1024;

  /** A full reading, or the attempt at one, with what the free figures said then. */
  record FullReading(
      Instant takenAt, Reading<SmapsRollup> rollup, Reading<PageTotals> pages, FreeFigures then) {}

  /** The last rollup, which a reading of pages alone leaves as it is. */
  record RollupReading(Instant takenAt, Reading<SmapsRollup> rollup) {}

  /** What the last exact reading leaves behind. */
  record ExactReading(long freedBytes, BoundExcess bound, FreeFigures then) {}

  final ProcessKey key;
  final ParentHistory history = new ParentHistory();

  /**
   * Whether it was born so shortly before it was first seen that its parent's figures still hold.
   */
  final boolean bornInSight;

  Stat stat;
  Optional<Stat> statBefore = Optional.empty();
  Statm statm;
  Optional<Inherited> inherited = Optional.empty();
  Optional<FullReading> full = Optional.empty();
  Optional<RollupReading> lastRollup = Optional.empty();
  Optional<ExactReading> lastExact = Optional.empty();

  /** Of a worker that was read. */
  Optional<OwnMemory> own = Optional.empty();

  boolean relativeLeft;

  /** Whether it is in the family no more; those it has forked may know it still. */
  boolean hasLeft;

  /** Of the free estimate between two readings. */
  Doubt doubt = Doubt.FULL;

  /** Whether it has begun to run another program, and nobody was told yet. */
  boolean replacedProgram;

  Reading<Interpreter> interpreter = NOT_LOOKED_FOR;
  Reading<CollectorReading> collector = NO_COLLECTOR;

  /** Its collecting flag, once the interpreter has been read. */
  Optional<FlagTarget> flag = Optional.empty();

  /** The member it was forked from, even where that has left. */
  Optional<Member> parent = Optional.empty();

  /** The parent's free figures when this was first seen. */
  Optional<FreeFigures> parentThen = Optional.empty();

  /** Its own pages when a worker of it was last read for the first time. */
  Optional<PageSet> ownPages = Optional.empty();

  WorkerPages pages = WorkerPages.NOT_LOOKED_AT;

  /** Full readings since the last with its pages; empty before the first. */
  OptionalLong readingsSinceExact = OptionalLong.empty();

  /** Full readings since the last with its rollup. */
  long readingsSinceRollup;

  SizeGuard guard = SizeGuard.NEW;
  final LossHistory losses = new LossHistory();
  private Optional<Reading<CollectionCounts>> baseline = Optional.empty();

  Member(ProcessKey key, Stat stat, Statm statm, boolean bornInSight) {
    this.key = key;
    this.stat = stat;
    this.statm = statm;
    this.bornInSight = bornInSight;
  }

  /** Takes the free figures of a tick. */
  void update(Stat newStat, Statm newStatm, long uptimeMillis) {
    statBefore = Optional.of(stat);
    observe(newStat, newStatm, uptimeMillis);
  }

  /** Takes the free figures of the tick in which it was first seen. */
  void observe(Stat newStat, Statm newStatm, long uptimeMillis) {
    stat = newStat;
    statm = newStatm;
    history.add(uptimeMillis, statm.anonymousBytes());
  }

  /** Compares its counts of collections with its parent's, once. */
  void rememberBaseline(Member parent) {
    if (baseline.isEmpty()) {
      baseline =
          Optional.of(
              CollectionsSinceBirth.baseline(bornInSight, parent.collections(), collections()));
    }
  }

  private Reading<CollectionCounts> collections() {
    return collector.map(CollectorReading::collections);
  }

  Reading<CollectionCounts> collectionsSinceBirth() {
    return CollectionsSinceBirth.since(collectionsAtBirth(), collections());
  }

  /** The count of full collections it was born with, where that is known. */
  Reading<Long> fullCollectionsAtBirth() {
    return collectionsAtBirth().map(CollectionCounts::generation2);
  }

  private Reading<CollectionCounts> collectionsAtBirth() {
    return baseline.orElseGet(
        () -> Reading.unavailable(Reason.BORN_UNSEEN, "its parent was not seen"));
  }

  void remember(Instant takenAt, Reading<SmapsRollup> rollup, Reading<PageTotals> totals) {
    full = Optional.of(new FullReading(takenAt, rollup, totals, freeFigures()));
    boolean onlyPages = rollup.optional().isEmpty() && totals.optional().isPresent();
    if (!onlyPages) {
      lastRollup = Optional.of(new RollupReading(takenAt, rollup));
    }
    readingsSinceRollup = onlyPages ? readingsSinceRollup + 1 : 0;
    relativeLeft = false;
  }

  /**
   * What became of what it inherited by now: what was read last, carried on by the free figures
   * once they have foretold readings.
   */
  Reading<SharingFigures> sharing() {
    Reading<SharingFigures> read = lastRead();
    return own.isPresent() && isForetold(own.get()) ? carriedOn(read, own.get()) : read;
  }

  private Reading<SharingFigures> carriedOn(Reading<SharingFigures> read, OwnMemory memory) {
    FreeFigures now = freeFigures();
    return read.map(figures -> figures.carriedOn(memory.copiedBytes(now), memory.grownBytes(now)));
  }

  /**
   * What a relative that left did to its pages no free figure tells, nor whether memory that went
   * was inherited.
   */
  private boolean isForetold(OwnMemory memory) {
    return doubt.isSlight()
        && !relativeLeft
        && movedBytes() >= TOLD_APART_BYTES
        && memory.grownBytes(freeFigures()) > -TOLD_APART_BYTES;
  }

  /**
   * What had become of what it inherited at its last full reading: exact where its pages were read,
   * else an upper bound.
   */
  Reading<SharingFigures> lastRead() {
    if (full.isEmpty()) {
      return Reading.unavailable(Reason.NOT_YET_READ, "no full reading yet");
    }
    FullReading last = full.get();
    return last.pages.optional().isPresent()
        ? last.pages.map(PageTotals::figures)
        : last.rollup.flatMap(this::upperBound);
  }

  Reading<SharingFigures> upperBound(SmapsRollup rollup) {
    if (inherited.isEmpty()) {
      return Reading.unavailable(Reason.BORN_UNSEEN, "the parent could not be read");
    }
    long freedBytes = lastExact.isPresent() ? lastExact.get().freedBytes : 0;
    return inherited
        .get()
        .bytes()
        .map(bytes -> SharingFigures.of(bytes, rollup).withFreed(freedBytes));
  }

  /** Forgets addresses of a program that is no more. */
  void forgetPages() {
    ownPages = Optional.empty();
    pages = WorkerPages.NOT_LOOKED_AT;
    lastExact = Optional.empty();
    readingsSinceExact = OptionalLong.empty();
    own = Optional.empty();
    doubt = Doubt.FULL;
  }

  /** How far the free figures have moved since the last full reading. */
  long movedBytes() {
    return full.isPresent() ? freeFigures().movedSince(full.get().then) : 0;
  }

  /**
   * How far they have moved since the last exact one, or since its birth; 0 where it cannot be read
   * exactly.
   */
  long movedSinceExactBytes() {
    Optional<FreeFigures> then = lastExact.map(ExactReading::then);
    Optional<FreeFigures> birth =
        pages.inherited().optional().map(_ -> new FreeFigures(0, inheritedBytes()));
    return then.or(() -> birth).map(before -> freeFigures().movedSince(before)).orElse(0L);
  }

  FreeFigures freeFigures() {
    return new FreeFigures(stat.minorFaults(), statm.anonymousBytes());
  }

  /** Anonymous bytes of its own by now; empty where it was never read. */
  Optional<Long> ownBytes() {
    return own.isPresent() ? Optional.of(own.get().estimateBytes(freeFigures())) : Optional.empty();
  }

  /**
   * Whether some pages may have had no other holder than relatives that have left. A parent that is
   * there and has copied nothing since the fork still holds all that it passed on.
   */
  boolean mayHaveLostLastSharer(Collection<Member> left) {
    boolean heldByParent =
        bornInSight
            && parent.filter(known -> !known.hasLeft).isPresent()
            && parentThen.filter(then -> !hasMoved(parent.get(), then)).isPresent();
    return !heldByParent
        || left.stream().anyMatch(one -> one.parent.filter(this::equals).isPresent());
  }

  private static boolean hasMoved(Member parent, FreeFigures then) {
    return parent.freeFigures().movedSince(then) >= TOLD_APART_BYTES;
  }

  long inheritedBytes() {
    return inherited.flatMap(i -> i.bytes().optional()).orElse(0L);
  }

  boolean isFreshAt(Instant now) {
    return full.isPresent() && full.get().takenAt.equals(now);
  }

  /** Sharing loss by the free estimate. */
  long estimateBytes() {
    return FreeEstimate.lossBytes(stat.minorFaults(), statm.anonymousBytes(), inheritedBytes());
  }
}
