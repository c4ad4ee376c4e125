package dev.cowbell.api.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.history.DayTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTrendTest {
  @Test
  void growth_ofAThousandthADay_isThreePerCentAMonth() {
    Range monthly = GrowthTrend.of(FixedReport.days(20)).monthly().orElseThrow();

    assertThat(monthly.likely()).isCloseTo(Math.expm1(0.0304), within(1e-6));
    assertThat(monthly.high() - monthly.low()).isLessThan(1e-4);
  }

  @Test
  void growth_ofTooFewDays_isNotKnown() {
    assertThat(GrowthTrend.of(FixedReport.days(13)))
        .isEqualTo(new GrowthTrend(13, Optional.empty()));
    assertThat(GrowthTrend.of(List.of()).monthly()).isEmpty();
  }

  @Test
  void growth_inNoise_holdsTheTrueOne_andSaysHowUnsureItIs() {
    Random noise = new Random(7);
    List<DayTotal> days =
        IntStream.range(0, 28)
            .mapToObj(
                day ->
                    new DayTotal(
                        Instant.EPOCH.plus(Duration.ofDays(day)),
                        10,
                        1e9 * Math.exp(0.002 * day + 0.02 * noise.nextGaussian())))
            .toList();

    Range monthly = GrowthTrend.of(days).monthly().orElseThrow();

    assertThat(monthly.low()).isLessThan(Math.expm1(0.0608));
    assertThat(monthly.high()).isGreaterThan(Math.expm1(0.0608));
    assertThat(monthly.high() - monthly.low()).isBetween(0.005, 0.2);
  }

  @Test
  void days_withoutAFootprint_areNoEvidence() {
    List<DayTotal> days =
        IntStream.range(0, 20)
            .mapToObj(day -> new DayTotal(Instant.EPOCH.plus(Duration.ofDays(day)), 1, 0))
            .toList();

    assertThat(GrowthTrend.of(days).days()).isZero();
  }
}
