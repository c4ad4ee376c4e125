package dev.cowbell.api.server.call;

import dev.cowbell.api.server.database.Patience;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers that hold megabytes while they are made are made in turns: two at once, whoever else asks
 * waits for as long as they would have waited for the answer. Many at once would be no sooner ready
 * and would need more memory than a server has.
 */
public final class Turns {
  private static final int ALL = 2;
  private static final Semaphore FREE = new Semaphore(ALL, true);

  private Turns() {}

  /** Makes an answer of some megabytes, such as a plan or a report. */
  public static <T> T one(Supplier<T> answer) {
    return take(1, answer);
  }

  /** Makes an answer of tens of megabytes, such as a PDF, and meanwhile nothing else of weight. */
  public static <T> T alone(Supplier<T> answer) {
    return take(ALL, answer);
  }

  private static <T> T take(int turns, Supplier<T> answer) {
    try {
      if (!FREE.tryAcquire(turns, Patience.current().left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw Refusal.exhausted(
            "others are waiting for plans and reports too: try again in a second");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.exhausted("the server is stopping: try again in a second");
    }
    try {
      return answer.get();
    } finally {
      FREE.release(turns);
    }
  }
}
