package dev.cowbell.standalone.simulate.model;

import java.util.Optional;

/**
 * Who works in each slot of a family at a moment. A worker that reaches its limit is replaced at
 * once. Every slot has a limit of its own within the jitter and every life varies a little around
 * it, so slots that a reload synchronised drift apart again.
 *
 * @param period load seconds from birth to limit; infinite where a worker never reaches it
 * @param jitter relative, of the period
 */
record Slots(int count, LoadClock clock, Draw draw, double period, double jitter) {

  /** Empty while a reload has the slot vacant. */
  Optional<Life> at(
      int slot, long atMillis, Epoch epoch, Optional<Epoch> before, Slots slotsBefore) {
    if (atMillis >= epoch.forkMillis(slot, count)) {
      return Optional.of(inEpoch(slot, atMillis, epoch, false));
    }
    return atMillis < epoch.leaveMillis(slot, count)
        ? before.map(old -> slotsBefore.inEpoch(slot, atMillis, old, true))
        : Optional.empty();
  }

  private Life inEpoch(int slot, long atMillis, Epoch epoch, boolean isOld) {
    double start = clock.at(epoch.readyMillis() / 1e3);
    Draw lives = draw.of(epoch.beginMillis()).of(slot);
    double own = period * (1 + jitter * (2 * lives.of(-1).uniform() - 1));
    double since = clock.at(atMillis / 1e3) - start;
    long number = Double.isInfinite(own) || since <= 0 ? 0 : numberAt(lives, own, since);
    if (number == 0) {
      return new Life(epoch, 0, epoch.forkMillis(slot, count), start, isOld, lives.of(0));
    }
    double born = start + begin(lives, own, number);
    return new Life(
        epoch, number, (long) (clock.secondsAt(born) * 1000), born, isOld, lives.of(number));
  }

  private long numberAt(Draw lives, double own, double since) {
    long number = (long) (since / own);
    if (since >= begin(lives, own, number + 1)) {
      return number + 1;
    }
    return number > 0 && since < begin(lives, own, number) ? number - 1 : number;
  }

  /** Load seconds from the epoch's start to the birth of a life. */
  private double begin(Draw lives, double own, long number) {
    return number == 0 ? 0 : own * (number + 0.25 * jitter * (2 * lives.of(number).uniform() - 1));
  }
}
