package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/** Some or all hosts have the change, and nothing speaks against it so far. */
public sealed interface Running extends Stage permits Canary, Expand, Fleet {

  /** Since when; only what was seen from then on counts. */
  Instant since();

  /** The same stage, begun anew. */
  Running begunAnew(Instant at);

  /** Stops where it stands: hosts that have the change keep it, no other gets it. */
  default Held hold(Cause cause, Instant at) {
    return new Held(this, cause, at, new Repair.Awaited());
  }

  /** Takes the change back from all hosts of the generation. */
  default RolledBack rollBack(Cause cause, Instant at) {
    return new RolledBack(this, cause, at, new Repair.Awaited());
  }
}
