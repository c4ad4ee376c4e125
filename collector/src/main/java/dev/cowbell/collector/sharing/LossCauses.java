package dev.cowbell.collector.sharing;

import dev.cowbell.collector.reading.Reading;
import java.util.Optional;

/**
 * The sharing loss of one worker by what caused it. Each reading's rise is told apart by what the
 * free figures say of the time since the reading before:
 *
 * <pre>
 *   most that can have been copied = 4 KiB x minor faults - growth of what was never inherited
 *   orphaned = what rose beyond that: pages turned private without a fault, since their last other holder left
 *   the rest = full collections, where their count rose in that time, else creep: reference counts and writes
 * </pre>
 *
 * <p>Faults of files and of memory that came and went count as possible copies, so what is called
 * orphaned is at least that. In a rollup's loss the freed pages are among the orphaned ones.
 *
 * @param unattributedBytes where the count of full collections is not known
 */
public record LossCauses(
    long fullCollectionBytes, long creepBytes, long orphanedBytes, long unattributedBytes) {
  /** Nothing is lost. */
  public static final LossCauses NONE = new LossCauses(0, 0, 0, 0);

  private static final long PAGE_BYTES = 4096;

  /**
   * A worker at one reading.
   *
   * @param newBytes anonymous bytes that were never inherited
   * @param fullCollections by the interpreter's own count
   */
  public record Moment(
      long lossBytes, long newBytes, long minorFaults, Reading<Long> fullCollections) {

    /** A worker at its birth. */
    public static Moment birth(Reading<Long> fullCollections) {
      return new Moment(0, 0, 0, fullCollections);
    }
  }

  /** The causes at the end of an interval. */
  public LossCauses after(Moment before, Moment now) {
    long rise = now.lossBytes - before.lossBytes;
    return rise >= 0 ? risen(rise, before, now) : fallen(-rise);
  }

  private LossCauses risen(long rise, Moment before, Moment now) {
    long growth = Math.max(0, now.newBytes - before.newBytes);
    long mostCopied = Math.max(0, PAGE_BYTES * (now.minorFaults - before.minorFaults) - growth);
    long copied = Math.min(rise, mostCopied);
    long orphaned = orphanedBytes + rise - copied;
    Optional<Boolean> collected = hasCollected(before, now);
    if (collected.isEmpty()) {
      return new LossCauses(fullCollectionBytes, creepBytes, orphaned, unattributedBytes + copied);
    }
    return collected.get()
        ? new LossCauses(fullCollectionBytes + copied, creepBytes, orphaned, unattributedBytes)
        : new LossCauses(fullCollectionBytes, creepBytes + copied, orphaned, unattributedBytes);
  }

  private static Optional<Boolean> hasCollected(Moment before, Moment now) {
    return now.fullCollections
        .optional()
        .flatMap(count -> before.fullCollections.optional().map(earlier -> count > earlier));
  }

  /** The same with what is missing to this loss as not attributed. */
  LossCauses completedTo(long lossBytes) {
    long known = fullCollectionBytes + creepBytes + orphanedBytes + unattributedBytes;
    return lossBytes >= known
        ? new LossCauses(
            fullCollectionBytes, creepBytes, orphanedBytes, unattributedBytes + lossBytes - known)
        : fallen(known - lossBytes);
  }

  /** Loss falls when lost pages are freed, and when an exact reading follows upper bounds. */
  private LossCauses fallen(long fall) {
    long orphaned = Math.min(fall, orphanedBytes);
    long creep = Math.min(fall - orphaned, creepBytes);
    long unattributed = Math.min(fall - orphaned - creep, unattributedBytes);
    long rest = fall - orphaned - creep - unattributed;
    return new LossCauses(
        Math.max(0, fullCollectionBytes - rest),
        creepBytes - creep,
        orphanedBytes - orphaned,
        unattributedBytes - unattributed);
  }
}
