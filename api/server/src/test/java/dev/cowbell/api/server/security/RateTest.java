package dev.cowbell.api.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
  private final Rate rate = new Rate(10);

  @Test
  void burst_isTwoSecondsWorth_thenOneCallATenthOfASecond() {
    assertThat(taken("a", 0, 100)).isEqualTo(20);
    assertThat(taken("a", millis(99), 5)).isZero();
    assertThat(taken("a", millis(100), 5)).isEqualTo(1);
    assertThat(taken("a", millis(1100), 100)).isEqualTo(10);
  }

  @Test
  void callers_haveABucketEach() {
    assertThat(taken("a", 0, 100)).isEqualTo(20);
    assertThat(taken("b", 0, 100)).isEqualTo(20);
  }

  @Test
  void callersWithoutNumber_doNotFillTheMemory() {
    taken("first", 0, 100);
    for (int i = 0; i < 20_000; i++) {
      rate.take("caller-" + i, 0);
    }

    assertThat(taken("first", 0, 100)).isEqualTo(20); // Forgotten, and known anew.
  }

  private int taken(String caller, long atNanos, int calls) {
    int taken = 0;
    for (int i = 0; i < calls; i++) {
      taken += rate.take(caller, atNanos) ? 1 : 0;
    }
    return taken;
  }

  private static long millis(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
