package dev.cowbell.standalone.simulate.model;

import java.util.Optional;

/**
 * Something that happened to a process since the tick before.
 *
 * @param detail one sentence for people
 * @param reload what a reload came to; empty for all else
 */
public record Happening(
    Kind kind,
    long masterPid,
    long masterStartTicks,
    long pid,
    long startTicks,
    String detail,
    Optional<Reload> reload) {

  /**
   * What a reload came to.
   *
   * @param beganMillis when the first old worker left
   * @param backMillis from then until there were as many workers as before
   * @param readyMillis from then until each had used CPU
   */
  public record Reload(
      long beganMillis, int workersBefore, int workersAfter, long backMillis, long readyMillis) {}

  /** Kinds. */
  public enum Kind {
    SPAWN,
    EXIT,
    RELOAD,
    OUT_OF_MEMORY,
    POLICY_CHANGE
  }
}
