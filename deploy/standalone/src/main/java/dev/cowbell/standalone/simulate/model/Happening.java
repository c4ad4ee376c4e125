package dev.cowbell.standalone.simulate.model;

/**
 * Something that happened to a process since the tick before.
 *
 * @param detail one sentence for people
 */
public record Happening(
    Kind kind, long masterPid, long masterStartTicks, long pid, long startTicks, String detail) {

  /** Kinds. */
  public enum Kind {
    SPAWN,
    EXIT,
    RELOAD,
    OUT_OF_MEMORY,
    POLICY_CHANGE
  }
}
