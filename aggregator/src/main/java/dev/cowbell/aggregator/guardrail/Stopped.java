package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/** Something spoke against the change. It goes on once the cause is fixed and reloads are clean. */
public sealed interface Stopped extends Stage permits Held, RolledBack {

  /** Why. */
  Cause cause();

  /** Since when. */
  Instant since();

  /** How far the repair has come. */
  Repair repair();

  /** The cause was marked as fixed. */
  Stopped markedFixed(String how, Instant at);
}
