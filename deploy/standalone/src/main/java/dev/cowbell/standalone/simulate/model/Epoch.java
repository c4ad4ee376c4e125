package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Fault;
import dev.cowbell.standalone.simulate.scenario.Restart;
import java.util.Optional;

/**
 * The time of a family from the begin of one reload to the begin of the next.
 *
 * @param beginMillis when the first old worker leaves
 * @param arm index of the arm that the new workers run
 * @param restart how this reload goes
 * @param fault what goes wrong in it, where something does
 * @param isFirst of the host's boot: nothing was there before
 */
record Epoch(long beginMillis, int arm, Restart restart, Optional<Fault> fault, boolean isFirst) {
  /** Old workers leave during the first fifth of a reload. */
  static final double OLD_LEAVE = 0.2;

  /** The last fifth: workers are forked, then begin to work at its end. */
  private static final double FORK_BEGIN = 0.8;

  private static final double FORK_SPAN = 0.1;

  long readyMillis() {
    return beginMillis + millis(1);
  }

  /** When the old worker in a slot leaves. */
  long leaveMillis(int slot, int slots) {
    return beginMillis + millis(OLD_LEAVE * slot / slots);
  }

  /** When all old workers are gone. */
  long goneMillis() {
    return beginMillis + millis(OLD_LEAVE);
  }

  /** When the new worker in a slot is forked. */
  long forkMillis(int slot, int slots) {
    return beginMillis + millis(FORK_BEGIN + FORK_SPAN * slot / slots);
  }

  /** When as many new workers are there as old ones were. */
  long backMillis() {
    return beginMillis + millis(FORK_BEGIN + FORK_SPAN);
  }

  /** How far a leaving worker has come with what its exit copies, 0 to 1. */
  double stormShare(long atMillis) {
    double progress = (atMillis - beginMillis) / (restart.seconds() * 1000 * OLD_LEAVE * 0.5);
    return restart.exitStormShare() * Math.clamp(progress, 0, 1);
  }

  /** Whether the application is being loaded again. */
  boolean isReloadingAt(long atMillis) {
    return !isFirst && atMillis >= beginMillis && atMillis < readyMillis();
  }

  /** What goes wrong just then: faults show from the begin of a reload until it is over. */
  Optional<Fault> faultAt(long atMillis) {
    return isReloadingAt(atMillis) ? fault : Optional.empty();
  }

  private long millis(double share) {
    return Math.round(restart.seconds() * 1000 * share);
  }
}
