package dev.cowbell.api.server.database;

/** The database did not answer. The message is for callers; the cause is for the log. */
public final class DatabaseAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseAway(String message, Throwable cause) {
    super(message, cause);
  }
}
