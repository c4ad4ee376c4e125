package dev.cowbell.aggregator.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Stops this process in one phase, the first time it comes by: says so on standard output and waits
 * for a byte on standard input.
 */
final class Stop {

  private final @Nullable Phase phase;
  private boolean passed;

  Stop(@Nullable Phase phase) {
    this.phase = phase;
  }

  void at(Phase reached) {
    if (reached != phase || passed) {
      return;
    }
    passed = true;
    System.out.println("stopped at " + reached);
    System.out.flush();
    try {
      int signal = System.in.read();
      System.out.println("went on by " + signal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
