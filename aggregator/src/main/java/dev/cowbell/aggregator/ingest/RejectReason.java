package dev.cowbell.aggregator.ingest;

import java.util.Locale;

/** Why a record could not be used. */
public enum RejectReason {
  /** No value at all. */
  EMPTY,
  /** More than {@link TickDecoder#MAX_VALUE_BYTES}. */
  TOO_LARGE,
  /** Not a HostTick. */
  MALFORMED,
  /** A field without which a tick means nothing. */
  MISSING_FIELD,
  /** A figure or name that cannot be true. */
  IMPLAUSIBLE,
  /** Collected more than five minutes ahead of this clock. */
  IN_THE_FUTURE,
  /** Collected before the oldest time that is kept. */
  TOO_OLD,
  /** The database refused it although it looked right. */
  REFUSED_BY_STORE;

  /** As it stands in headers and metrics, such as {@code too_large}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
