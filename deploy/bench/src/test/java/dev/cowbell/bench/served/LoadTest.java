package dev.cowbell.bench.served;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadTest {
  @Test
  void quantile_isTheSmallestTimeThatTheShareDoesNotExceed() {
    long[] nanos = LongStream.rangeClosed(1, 100).map(ms -> ms * 1_000_000).toArray();
    Load.Times<String> times = new Load.Times<>(Map.of("asked", nanos), 0);

    assertThat(times.millis("asked", 0.99)).isEqualTo(99);
    assertThat(times.millis("asked", 0.5)).isEqualTo(50);
    assertThat(times.millis("never asked", 0.99)).isNaN();
    assertThat(times.calls("asked")).isEqualTo(100);
  }

  /** A closed loop would never make the second call: the first waits for the last. */
  @Test
  void calls_startWhenTheyAreDue_howeverManyAreUnderWay() {
    CountDownLatch last = new CountDownLatch(1);
    Load.Caller<Boolean> caller =
        new Load.Caller<>() {
          @Override
          public Boolean kindOf(long number) {
            return number == 49;
          }

          @Override
          public boolean make(Boolean isLast, long number) {
            if (isLast) {
              last.countDown();
            }
            try {
              last.await();
              return number % 10 != 0;
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return false;
            }
          }
        };
    Load.Times<Boolean> times = new Load<>(50, caller).run(Duration.ofSeconds(1));

    assertThat(times.calls(false)).isEqualTo(44);
    assertThat(times.calls(true)).isEqualTo(1);
    assertThat(times.failed()).isEqualTo(5);
    assertThat(times.millis(false, 1)).isGreaterThan(times.millis(true, 1));
  }
}
