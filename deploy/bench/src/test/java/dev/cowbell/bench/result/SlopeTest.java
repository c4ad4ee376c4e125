package dev.cowbell.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlopeTest {
  private static final double[] MINUTES = IntStream.range(0, 60).asDoubleStream().toArray();

  @Test
  void slope_ofAStraightLine_isItsOwnWithoutRange() {
    Slope slope = Slope.of(MINUTES, line(3));
    assertThat(slope.value()).isCloseTo(3, within(1e-9));
    assertThat(slope.high() - slope.low()).isLessThan(1e-6);
  }

  @Test
  void range_holdsTheTruth_inAboutNineteenOfTwentyRuns() {
    Random random = new Random(1);
    long held =
        IntStream.range(0, 1000)
            .filter(
                _ -> {
                  double[] y = line(0.5);
                  for (int i = 0; i < y.length; i++) {
                    y[i] += random.nextGaussian();
                  }
                  Slope slope = Slope.of(MINUTES, y);
                  return slope.low() <= 0.5 && 0.5 <= slope.high();
                })
            .count();
    assertThat(held).isBetween(930L, 990L);
  }

  @Test
  void range_ofSamplesThatFollowEachOther_isWider() {
    double[] alike = new double[MINUTES.length];
    double[] turning = new double[MINUTES.length];
    for (int i = 0; i < alike.length; i++) {
      alike[i] = i / 15 % 2;
      turning[i] = i % 2;
    }
    assertThat(width(alike)).isGreaterThan(2 * width(turning));
  }

  @Test
  void slope_ofThreeSamples_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slope.of(new double[3], new double[3]))
        .withMessageContaining("4 samples");
  }

  private static double width(double[] y) {
    Slope slope = Slope.of(MINUTES, y);
    return slope.high() - slope.low();
  }

  private static double[] line(double slope) {
    return IntStream.range(0, MINUTES.length).mapToDouble(i -> slope * i).toArray();
  }
}
