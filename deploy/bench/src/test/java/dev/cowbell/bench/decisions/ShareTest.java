package dev.cowbell.bench.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.bench.result.Result;
import org.junit.jupiter.api.Test;

class ShareTest {

  /** The exact binomial intervals of 3 of 10, none of 10 and all of 10. */
  @Test
  void interval_isClopperPearsons() {
    assertInterval(new Share(3, 10), 0.0667395, 0.6524529);
    assertInterval(new Share(0, 10), 0, 0.3084971);
    assertInterval(new Share(10, 10), 0.6915029, 1);
    assertThat(new Share(3, 10).complement().value()).isEqualTo(0.7);
  }

  private static void assertInterval(Share share, double low, double high) {
    Result.Interval interval = share.named("x").interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(low, within(1e-6));
    assertThat(interval.high()).isCloseTo(high, within(1e-6));
  }
}
