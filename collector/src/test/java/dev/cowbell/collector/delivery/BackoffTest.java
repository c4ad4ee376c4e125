package dev.cowbell.collector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  @Test
  void wait_doublesUpToTheLongest_andIsSpreadOverItsUpperHalf() {
    Random random = new Random(1);
    for (int failures = 1; failures < 100; failures++) {
      Duration most = Duration.ofMillis(Math.min(30_000, 500L << Math.min(failures - 1, 10)));
      assertThat(BACKOFF.after(failures, random))
          .as("after %s", failures)
          .isBetween(most.dividedBy(2), most);
    }
  }

  @Test
  void steadyClock_doesNotFollowStepsOfTheHostsClock() {
    AtomicLong nanos = new AtomicLong(7);
    Clock host = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
    SteadyClock clock = new SteadyClock(host, nanos::get);
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThat(clock.getAsLong()).isEqualTo(4_000);
  }
}
