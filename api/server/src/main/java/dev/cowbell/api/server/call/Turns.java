package dev.cowbell.api.server.call;

import dev.cowbell.api.server.database.Patience;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers that hold megabytes while they are made are made in turns: a few at once, and whoever
 * else asks waits for as long as they would have waited for the answer. Many at once would be no
 * sooner ready and would need more memory than a server has.
 */
public final class Turns {
  /** For plans, of a few megabytes each. */
  public static final Turns PLANS = new Turns(2, "plans");

  /** For reports, of some tens of megabytes. */
  public static final Turns REPORTS = new Turns(1, "reports");

  private final Semaphore free;
  private final String what;

  Turns(int atOnce, String what) {
    this.free = new Semaphore(atOnce, true);
    this.what = what;
  }

  /** Makes an answer when its turn comes. */
  public <T> T take(Supplier<T> answer) {
    try {
      if (!free.tryAcquire(Patience.current().left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw Refusal.exhausted("others wait for " + what + " too: try again in a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.exhausted("the server is stopping: try again in a minute");
    }
    try {
      return answer.get();
    } finally {
      free.release();
    }
  }
}
