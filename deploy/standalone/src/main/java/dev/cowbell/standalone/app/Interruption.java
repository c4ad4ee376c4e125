package dev.cowbell.standalone.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the main thread, and gives that thread the time to
 * stop what it started, in order, before the JVM ends.
 */
final class Interruption {
  private static final long CLEAN_UP_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);

  private Interruption() {}

  static Interruption ofMainThread() {
    var interruption = new Interruption();
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interruption.interrupt(main), "interruption"));
    return interruption;
  }

  private void interrupt(Thread main) {
    if (finished.getCount() == 0) {
      return;
    }
    main.interrupt();
    try {
      if (!finished.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("cowbell: not everything stopped within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The main thread has stopped everything: ends the JVM with the code. */
  @SuppressWarnings("SystemExitOutsideMain")
  void done(int code) {
    finished.countDown();
    System.exit(code);
  }
}
