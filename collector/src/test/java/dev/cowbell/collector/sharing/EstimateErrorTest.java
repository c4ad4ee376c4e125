package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateErrorTest {
  private static final long MB = 1024 * 1024;

  /** FACTS: 66.6 MB estimated, 66.4 read, of 100 inherited. */
  @Test
  void anEstimate_thatHolds_isReliable() {
    EstimateError error = EstimateError.NONE.afterReading(666 * MB, 664 * MB, 1000 * MB);

    assertThat(error.meanShare()).isCloseTo(0.002, within(1e-9));
    assertThat(error.isUnreliable()).isFalse();
  }

  /** FACTS: php-fpm, 63 MB estimated, nothing lost. */
  @Test
  void anEstimate_thatChurnLeadsAstray_isNot() {
    assertThat(EstimateError.NONE.afterReading(63 * MB, 0, 100 * MB).isUnreliable()).isTrue();
  }

  @Test
  void anEstimate_beyondWhatCanBeLost_isTakenAsAll() {
    assertThat(EstimateError.NONE.afterReading(900 * MB, 100 * MB, 100 * MB).lastShare()).isZero();
  }

  /** FACTS: 50.0 MB by the rollup, 29.9 in truth. */
  @Test
  void aBound_thatFreedPagesRaise_showsInItsExcess() {
    EstimateError error = EstimateError.NONE.afterExact(500 * MB, 299 * MB, 1000 * MB);

    assertThat(error.boundExcessShare()).isCloseTo(0.201, within(1e-9));
  }

  @Test
  void mean_forgetsWhatIsLongAgo() {
    EstimateError error = EstimateError.NONE.afterReading(50 * MB, 0, 100 * MB);
    for (int i = 0; i < 40; i++) {
      error = error.afterReading(10 * MB, 10 * MB, 100 * MB);
    }

    assertThat(error.isUnreliable()).isFalse();
    assertThat(error.readings()).isEqualTo(41);
  }
}
