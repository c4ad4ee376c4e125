package dev.cowbell.bench.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SizeTest {
  @Test
  void warmUp_isAMinute_andAThirdOfAShortRun() {
    assertThat(lasting(600).warmUp()).isEqualTo(Duration.ofSeconds(60));
    assertThat(lasting(90).warmUp()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aTenth_ofTheWorkersIsBusy() {
    assertThat(lasting(600).busyWorkers()).isEqualTo(10);
  }

  @Test
  void aRunOfFewIntervals_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> lasting(30));
  }

  private static Size lasting(long seconds) {
    return new Size(100, 200, Duration.ofSeconds(seconds), Duration.ofSeconds(10));
  }
}
