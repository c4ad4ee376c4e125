package dev.cowbell.api.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.api.server.database.Patience;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {
  @Test
  void asManyAsAllowedAreMadeAtOnce_neverMore_andAllInTheEnd() throws Exception {
    Turns turns = new Turns(2, "plans");
    CountDownLatch two = new CountDownLatch(2);
    AtomicInteger making = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Integer> caller =
        () ->
            turns.take(
                () -> {
                  most.accumulateAndGet(making.incrementAndGet(), Math::max);
                  two.countDown();
                  await(two);
                  return making.getAndDecrement();
                });
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer :
          callers.invokeAll(IntStream.range(0, 20).mapToObj(_ -> caller).toList())) {
        answer.get();
      }
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void whoWaitsNoLonger_isRefused_andATurnThatFailedIsOver() {
    Turns turns = new Turns(1, "plans");
    Runnable impatient = () -> turns.take(() -> 1);

    assertThatThrownBy(
            () ->
                turns.take(
                    () -> {
                      Patience.of(Duration.ofMillis(1)).answer(impatient);
                      return 1;
                    }))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("others wait for plans");
    assertThat(turns.<Integer>take(() -> 2)).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
