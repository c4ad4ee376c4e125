package dev.cowbell.collector.lifecycle;

/** How a family replaced its workers. */
public enum ReloadWay {
  /** The same master, running on. */
  SAME_MASTER,
  /** The same process, which replaced its program. */
  REPLACED_PROGRAM,
  /** A new master that the old one started beside itself. */
  NEW_MASTER
}
