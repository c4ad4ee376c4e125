package dev.cowbell.collector.tick;

import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.CollectionsSinceBirth;
import dev.cowbell.collector.sharing.FreeEstimate;
import dev.cowbell.collector.sharing.Inherited;
import dev.cowbell.collector.sharing.ParentHistory;
import java.time.Instant;
import java.util.Optional;

/** What must be remembered of one process of a family between two ticks. */
final class Member {
  static final Reading<Interpreter> NOT_LOOKED_FOR =
      Reading.unavailable(Reason.NOT_YET_READ, "the interpreter has not been looked for yet");
  private static final Reading<CollectorReading> NO_COLLECTOR =
      Reading.unavailable(Reason.NOT_YET_READ, "the interpreter has not been looked at yet");

  /** A full reading, or the attempt at one, with what the free figures said then. */
  record FullReading(
      Instant takenAt, Reading<SmapsRollup> rollup, long estimateBytes, long anonymousBytes) {}

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
  boolean relativeLeft;

  /** Whether it has begun to run another program, and nobody was told yet. */
  boolean replacedProgram;

  Reading<Interpreter> interpreter = NOT_LOOKED_FOR;
  Reading<CollectorReading> collector = NO_COLLECTOR;
  private Optional<Reading<Long>> baseline = Optional.empty();

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

  /** Compares its count of full collections with its parent's, once. */
  void rememberBaseline(Member parent) {
    if (baseline.isEmpty()) {
      baseline =
          Optional.of(
              CollectionsSinceBirth.baseline(
                  bornInSight, parent.fullCollections(), fullCollections()));
    }
  }

  Reading<Long> fullCollections() {
    return collector.map(CollectorReading::fullCollections);
  }

  Reading<Long> fullCollectionsSinceBirth() {
    return baseline
        .map(born -> CollectionsSinceBirth.since(born, fullCollections()))
        .orElseGet(() -> Reading.unavailable(Reason.BORN_UNSEEN, "its parent was not seen"));
  }

  void remember(Instant takenAt, Reading<SmapsRollup> rollup) {
    full = Optional.of(new FullReading(takenAt, rollup, estimateBytes(), statm.anonymousBytes()));
    relativeLeft = false;
  }

  /** How far the free figures have moved since the last full reading. */
  long movedBytes() {
    return full.map(
            last ->
                Math.abs(estimateBytes() - last.estimateBytes)
                    + Math.abs(statm.anonymousBytes() - last.anonymousBytes))
        .orElse(0L);
  }

  boolean isFreshAt(Instant now) {
    return full.filter(last -> last.takenAt.equals(now)).isPresent();
  }

  private long estimateBytes() {
    long inheritedBytes = inherited.flatMap(i -> i.bytes().optional()).orElse(0L);
    return FreeEstimate.lossBytes(stat.minorFaults(), statm.anonymousBytes(), inheritedBytes);
  }
}
