package dev.cowbell.aggregator.store;

/** The database refuses the data itself; the same data will never be accepted. */
public final class StoreRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what was refused, with the SQLSTATE. */
  public StoreRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
