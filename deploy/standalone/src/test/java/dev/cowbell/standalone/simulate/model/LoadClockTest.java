package dev.cowbell.standalone.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoadClockTest {
  private static final double NOW = 1.79e9;
  private final LoadClock clock = new LoadClock(0.6, 1234);

  @Test
  void at_overAWholeDay_passesOneDay() {
    assertThat(clock.at(NOW + 86_400) - clock.at(NOW)).isCloseTo(86_400, within(1e-3));
  }

  @Test
  void at_overAShortTime_isTheLoadThen() {
    for (double seconds = NOW; seconds < NOW + 86_400; seconds += 977) {
      assertThat((clock.at(seconds + 1) - clock.at(seconds - 1)) / 2)
          .isCloseTo(clock.loadAt(seconds), within(1e-3));
    }
  }

  @Test
  void secondsAt_isTheInverse() {
    for (double seconds = NOW; seconds < NOW + 200_000; seconds += 977) {
      assertThat(clock.secondsAt(clock.at(seconds))).isCloseTo(seconds, within(1e-3));
    }
  }
}
