package dev.cowbell.api.server.capacity;

/** Something that a plan leaves out of a load for want of evidence. */
public record Gap(Load load, Kind kind) {
  /** What is missing. */
  public enum Kind {
    /** The footprint of its families: its memory is not in the plan at all. */
    NO_FOOTPRINT,
    /** A reading of its workers: worker count and limit are left as they are. */
    NO_WORKER_READ,
    /** A comparison between its arm and the one asked for: its arm is left as it is. */
    NO_COMPARISON
  }
}
