package dev.cowbell.collector.sharing;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;

/**
 * How many collections a worker had by the time it was forked, since a fork inherits its parent's
 * counts.
 *
 * <p>The parent's count when the worker is first seen is the one to take: a parent that is still
 * loading has not forked yet, and one that has forked is idle as a rule. Should it have collected
 * since, the worker's own count, which can only be larger than what it inherited, is the better
 * bound, so the smaller of the two counts.
 */
public final class CollectionsSinceBirth {
  private CollectionsSinceBirth() {}

  /**
   * The inherited counts.
   *
   * @param bornInSight whether the birth was near enough to this reading
   * @param parent counts of the parent now
   * @param worker counts of the worker now
   */
  public static Reading<CollectionCounts> baseline(
      boolean bornInSight, Reading<CollectionCounts> parent, Reading<CollectionCounts> worker) {
    if (!bornInSight) {
      return Reading.unavailable(
          Reason.BORN_UNSEEN,
          "forked before the collector could see how many collections its parent had done");
    }
    return parent.flatMap(ofParent -> worker.map(ofWorker -> ofParent.smallerOf(ofWorker)));
  }

  /** Collections since birth. */
  public static Reading<CollectionCounts> since(
      Reading<CollectionCounts> baseline, Reading<CollectionCounts> now) {
    return now.flatMap(counts -> baseline.flatMap(before -> notNegative(counts.since(before))));
  }

  private static Reading<CollectionCounts> notNegative(CollectionCounts since) {
    return since.isNegative()
        ? Reading.unavailable(Reason.COUNTER_RESET, "the interpreter's count went backwards")
        : Reading.of(since);
  }
}
