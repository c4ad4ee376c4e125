package dev.cowbell.standalone.simulate.model;

/**
 * One worker.
 *
 * @param birthMillis when it was forked
 * @param loadAtStart load seconds when it began to work
 * @param number counts the lives of a slot within an epoch
 * @param isOld whether it belongs to the epoch before and is about to leave
 * @param draw its own randomness
 */
record Life(
    Epoch epoch, long number, long birthMillis, double loadAtStart, boolean isOld, Draw draw) {

  /** Seconds of mean load that it has worked. */
  double loadAge(double loadNow) {
    return Math.max(0, loadNow - loadAtStart);
  }

  boolean isSameAs(Life other) {
    return number == other.number && epoch.beginMillis() == other.epoch.beginMillis();
  }
}
