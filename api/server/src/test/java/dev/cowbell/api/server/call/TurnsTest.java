package dev.cowbell.api.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.api.server.database.Patience;
import java.time.Duration;
import java.util.List;
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
  void two_areMadeAtOnce_neverThree_andAllInTheEnd() throws Exception {
    CountDownLatch two = new CountDownLatch(2);
    AtomicInteger making = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Integer> caller =
        () ->
            Turns.one(
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
  void besideWhatIsMadeAlone_nothingIsMade_andWhoWaitsNoLongerIsRefused() {
    for (Runnable impatient : List.<Runnable>of(TurnsTest::one, TurnsTest::alone)) {
      Turns.alone(
          () -> {
            assertThatThrownBy(() -> Patience.of(Duration.ofMillis(1)).answer(impatient))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("try again");
            return 1;
          });
    }
    assertThat(Turns.<Integer>alone(() -> 2)).isEqualTo(2);
  }

  private static void one() {
    Turns.one(() -> 1);
  }

  private static void alone() {
    Turns.alone(() -> 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
