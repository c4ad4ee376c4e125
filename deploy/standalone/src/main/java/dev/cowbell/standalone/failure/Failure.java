package dev.cowbell.standalone.failure;

/** What stops a command, in one line for a person: what happened, what was expected, what to do. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Failure(String line) {
    super(line);
  }

  public Failure(String line, Throwable cause) {
    super(line, cause);
  }
}
