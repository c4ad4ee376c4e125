package dev.cowbell.aggregator.experiment;

/** A host that left the sample, and why. Its partner leaves with it, so that arms stay balanced. */
public record Departure(String hostId, Reason reason) {

  /** Why hosts leave. */
  public enum Reason {
    /** Was seen on another arm than its own within its window. */
    CHANGED_ARM,
    /** Was never seen on the arm it was assigned to. */
    NEVER_TOOK_ARM,
    /** Runs its arm, but the interpreter shows another policy: a library undid it. */
    POLICY_UNDONE,
    /** Its clock is ahead of ours: its days cannot be told apart from days to come. */
    CLOCK_AHEAD,
    /** Stopped reporting before its window was full. */
    VANISHED,
    /** Too little was seen of it before the change. */
    NO_HISTORY,
    /** Showed nothing that is a number. */
    NOT_A_NUMBER,
    /** Its workers never reached ages at which the arms are compared. */
    AGE_NOT_REACHED,
    /** Its partner left. */
    PARTNER_LEFT
  }
}
