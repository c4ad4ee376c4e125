package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.AcceptedTick;

/** What becomes of a record. */
sealed interface Fate {

  /** It goes into the database. */
  record Stored(AcceptedTick tick) implements Fate {}

  /** It is there already. */
  record Duplicate() implements Fate {}

  /** It goes to the rejects topic. */
  record Rejected(Decoded.Rejected why) implements Fate {}
}
