package dev.cowbell.bench.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlayedTest {

  @Test
  void pairsJoinDaily_andCountWhenTheirWeekIsFull() {
    Played played = Played.of(Regime.MIXED, true, 1);
    assertThat(played.withWindows(6, 7).pairs()).isZero();
    assertThat(played.withWindows(7, 7).pairs()).isEqualTo(4);
    assertThat(played.withWindows(8, 7).pairs()).isEqualTo(5);
    assertThat(played.withWindows(30, 7).pairs()).isEqualTo(27);
  }

  @Test
  void pairThatCounts_isNeverMovedByALaterDay() {
    Played played = Played.of(Regime.DAYS, true, 1);
    double[] early = played.withWindows(7, 7).control();
    double[] late = Arrays.copyOf(played.withWindows(30, 7).control(), 4);
    assertThat(late).containsExactly(early);
    assertThat(played.withMovingMeans(30, 4).control()).isNotEqualTo(early);
  }

  @Test
  void everyRegime_hasTheSameEffect() {
    for (Regime regime : Regime.values()) {
      double mean =
          LongStream.range(0, 20_000)
              .mapToDouble(
                  seed -> {
                    var random = new SplittableRandom(seed);
                    double control = regime.days(random, false, true, 1)[0];
                    return regime.days(random, true, true, 1)[0] - control;
                  })
              .average()
              .orElseThrow();
      assertThat(mean).as(regime.name()).isCloseTo(Regime.EFFECT, within(3.0));
    }
  }
}
