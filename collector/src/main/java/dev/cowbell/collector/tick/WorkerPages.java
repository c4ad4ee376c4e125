package dev.cowbell.collector.tick;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.PageSet;

/**
 * The inherited pages of one worker that it has not freed, as far as seen.
 *
 * @param shared whether the set is still its parent's own and must not be changed
 * @param freedPages seen freed so far
 */
record WorkerPages(Reading<PageSet> inherited, boolean shared, long freedPages) {
  static final WorkerPages NOT_LOOKED_AT =
      new WorkerPages(
          Reading.unavailable(Reason.NOT_YET_READ, "the inherited pages were not read yet"),
          true,
          0);

  static WorkerPages of(Reading<PageSet> ofParent) {
    return new WorkerPages(ofParent, true, 0);
  }

  WorkerPages ofItsOwn() {
    return shared ? new WorkerPages(inherited.map(PageSet::copy), false, freedPages) : this;
  }

  WorkerPages withFreed(long pages) {
    return new WorkerPages(inherited, shared, pages);
  }
}
