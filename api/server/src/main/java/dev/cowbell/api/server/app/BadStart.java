package dev.cowbell.api.server.app;

/** Why the server cannot start, in one line for whoever started it. */
final class BadStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadStart(String line) {
    super(line);
  }

  BadStart(String line, Throwable cause) {
    super(line, cause);
  }
}
