package dev.cowbell.aggregator.guardrail;

import java.util.OptionalDouble;

/**
 * A figure of one host, or why there is none. A rail that lacks its figure is unjudged, not kept.
 */
public sealed interface Figure {

  /** What was measured, in the unit that the field's name says. */
  record Measured(double value) implements Figure {}

  /** Nothing was. */
  record Unavailable(Reason reason) implements Figure {}

  /** Why there is no figure. */
  enum Reason {
    /** The kernel or the collector did not give it. */
    NOT_READ,
    /** The server loads its application after fork, so that being ready cannot be seen. */
    LOADED_AFTER_FORK,
    /** Fewer days of this host were seen than a baseline takes. */
    TOO_FEW_DAYS,
    /** A division by nothing. */
    NOT_A_NUMBER
  }

  /** A measured figure, unless it is not a number. */
  static Figure of(double value) {
    return Double.isNaN(value) ? unavailable(Reason.NOT_A_NUMBER) : new Measured(value);
  }

  /** No figure. */
  static Figure unavailable(Reason reason) {
    return new Unavailable(reason);
  }

  /** The figure, where there is one. */
  default OptionalDouble measured() {
    return switch (this) {
      case Measured(double value) -> OptionalDouble.of(value);
      case Unavailable _ -> OptionalDouble.empty();
    };
  }
}
