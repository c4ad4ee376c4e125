package dev.cowbell.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.sharing.EstimateError;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactReadingsTest {
  private static final EstimateError GOOD = EstimateError.NONE.afterReading(0, 0, 1000);

  @Test
  void isWanted_forTheFirstOfAWorker_andEveryEighth() {
    assertThat(ExactReadings.isWanted(GOOD, OptionalLong.empty(), false)).isTrue();
    assertThat(
            IntStream.range(0, 8)
                .filter(since -> ExactReadings.isWanted(GOOD, OptionalLong.of(since), false)))
        .containsExactly(7);
  }

  @Test
  void isWanted_always_whereTheBoundIsLooseOrTheEstimateNoGuide() {
    EstimateError loose = GOOD.afterExact(500, 300, 1000);
    EstimateError churning = GOOD.afterReading(630, 0, 1000);

    assertThat(ExactReadings.isWanted(loose, OptionalLong.of(0), false)).isTrue();
    assertThat(ExactReadings.isWanted(churning, OptionalLong.of(0), false)).isTrue();
    assertThat(ExactReadings.isWanted(GOOD, OptionalLong.of(0), true)).isTrue();
  }
}
