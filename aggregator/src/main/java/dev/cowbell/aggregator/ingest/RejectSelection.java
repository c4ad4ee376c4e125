package dev.cowbell.aggregator.ingest;

import java.util.Optional;

/**
 * Which rejects are meant.
 *
 * @param reason only those of this label
 * @param fromOffset only those at or after this offset of the rejects topic
 * @param limit at most so many
 */
public record RejectSelection(Optional<RejectReason> reason, long fromOffset, long limit) {

  /** Every one. */
  public static final RejectSelection ALL =
      new RejectSelection(Optional.empty(), 0, Long.MAX_VALUE);

  boolean includes(Reject reject) {
    return reject.offset() >= fromOffset
        && reason.map(RejectReason::label).filter(l -> !l.equals(reject.reason())).isEmpty();
  }
}
