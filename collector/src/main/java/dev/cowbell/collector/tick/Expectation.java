package dev.cowbell.collector.tick;

import dev.cowbell.collector.sampling.Doubt;
import dev.cowbell.collector.sharing.OwnMemory;
import dev.cowbell.collector.sharing.SharingFigures;
import java.util.Optional;

/**
 * What the free figures say of one worker just before it is read, to be held against the reading.
 *
 * @param movedBytes since the reading before
 * @param ownBytes that it alone holds; empty before the second reading, and where a relative left,
 *     of which free figures know nothing
 * @param lossBytes likewise
 */
record Expectation(long movedBytes, Optional<Long> ownBytes, Optional<Long> lossBytes) {

  static Expectation of(Member worker) {
    if (worker.relativeLeft) {
      return new Expectation(0, Optional.empty(), Optional.empty());
    }
    return new Expectation(worker.movedBytes(), worker.ownBytes(), lossBytes(worker));
  }

  /** Each page that became its own and is no growth was lost. */
  private static Optional<Long> lossBytes(Member worker) {
    return worker
        .lastRead()
        .optional()
        .map(SharingFigures::sharingLossBytes)
        .flatMap(loss -> worker.own.map(own -> loss + own.copiedBytes(worker.freeFigures())));
  }

  /** What is doubted of the worker once it has been read. */
  Doubt heldAgainst(Member worker) {
    Optional<Long> read = worker.own.map(OwnMemory::readBytes);
    Optional<Long> loss = worker.lastRead().optional().map(SharingFigures::sharingLossBytes);
    if (ownBytes.isEmpty() || lossBytes.isEmpty() || read.isEmpty() || loss.isEmpty()) {
      return worker.doubt;
    }
    long wrongBytes =
        Math.max(Math.abs(ownBytes.get() - read.get()), Math.abs(lossBytes.get() - loss.get()));
    return worker.doubt.after(movedBytes, wrongBytes);
  }
}
