package dev.cowbell.collector.sharing;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;

/**
 * How many full collections a worker had by the time it was forked, since a fork inherits its
 * parent's counts.
 *
 * <p>The parent's count when the worker is first seen is the one to take: a parent that is still
 * loading has not forked yet, and one that has forked is idle as a rule. Should it have collected
 * since, the worker's own count, which can only be larger than what it inherited, is the better
 * bound, so the smaller of the two counts.
 */
public final class CollectionsSinceBirth {
  private CollectionsSinceBirth() {}

  /**
   * The inherited count.
   *
   * @param bornInSight whether the birth was near enough to this reading
   * @param parent count of the parent now
   * @param worker count of the worker now
   */
  public static Reading<Long> baseline(
      boolean bornInSight, Reading<Long> parent, Reading<Long> worker) {
    if (!bornInSight) {
      return Reading.unavailable(
          Reason.BORN_UNSEEN,
          "forked before the collector could see how many collections its parent had done");
    }
    return parent.flatMap(ofParent -> worker.map(ofWorker -> Math.min(ofParent, ofWorker)));
  }

  /** Collections since birth. */
  public static Reading<Long> since(Reading<Long> baseline, Reading<Long> now) {
    return now.flatMap(
        count ->
            baseline.flatMap(
                born ->
                    count >= born
                        ? Reading.of(count - born)
                        : Reading.unavailable(
                            Reason.COUNTER_RESET, "the interpreter's count went backwards")));
  }
}
