package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for something that happens on another thread. */
final class Soon {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Soon() {}

  static void is(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        fail("Not within %s: %s", LONGEST, what);
      }
      Thread.onSpinWait();
    }
  }
}
