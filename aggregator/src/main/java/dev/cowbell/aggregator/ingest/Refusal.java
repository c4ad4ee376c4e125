package dev.cowbell.aggregator.ingest;

/** Ends the checks of one record at the first that fails; never leaves {@link TickDecoder}. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /** Without a stack trace: a flood of bad records must not cost more than good ones. */
  Refusal(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  Decoded.Rejected rejected() {
    return new Decoded.Rejected(reason, String.valueOf(getMessage()));
  }
}
