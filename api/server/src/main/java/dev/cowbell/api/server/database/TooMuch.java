package dev.cowbell.api.server.database;

/** More than one answer may hold, or more calls than the database has connections for. */
public final class TooMuch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooMuch(String sentence) {
    super(sentence);
  }

  TooMuch(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
