package dev.cowbell.api.server.database;

/** Whoever asked waits no longer; what ran for them in the database was stopped. */
public final class OutOfPatience extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean gone;

  OutOfPatience(boolean gone) {
    super(gone ? "the caller went away" : "the answer took longer than the caller waits");
    this.gone = gone;
  }

  /** Whether they went away, rather than ran out of time. */
  public boolean gone() {
    return gone;
  }
}
