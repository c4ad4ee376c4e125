package dev.cowbell.api.server.figure;

import dev.cowbell.api.contract.v1.UnavailableReason;

/** A whole number such as bytes or a count, or why there is none. */
public sealed interface Figure {
  /** The number; its unit stands in the name of what holds it. */
  record Known(long value) implements Figure {}

  /** There is none. */
  record Missing(UnavailableReason reason) implements Figure {}

  /**
   * An absence as it is stored.
   *
   * @param reason number of a {@link UnavailableReason}; zero is "not yet read"
   */
  static Missing missing(int reason) {
    return new Missing(Reasons.ofNumber(reason));
  }
}
