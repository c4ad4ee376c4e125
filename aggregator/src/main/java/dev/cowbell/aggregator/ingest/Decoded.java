package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.AcceptedTick;

/** What the bytes of a record turned out to be. */
public sealed interface Decoded {

  /** A tick that is complete and plausible. */
  record Accepted(AcceptedTick tick) implements Decoded {}

  /**
   * Nothing that can be used.
   *
   * @param detail one sentence that names the field
   */
  record Rejected(RejectReason reason, String detail) implements Decoded {}
}
