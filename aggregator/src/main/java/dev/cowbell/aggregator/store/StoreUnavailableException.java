package dev.cowbell.aggregator.store;

/** The database cannot be used at the moment; the same call may succeed later. */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what failed; shown to people through health. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
