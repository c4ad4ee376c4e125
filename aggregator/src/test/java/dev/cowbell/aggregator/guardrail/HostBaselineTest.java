package dev.cowbell.aggregator.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HostBaselineTest {
  private static final long TODAY = 20_000;

  @Test
  void baseline_isTheMedianOfTheLastFourteenDays() {
    HostBaseline baseline = HostBaseline.of(days(TODAY - 30, TODAY + 1), TODAY);
    assertThat(baseline.restartSeconds()).isEqualTo(new Figure.Measured(7.5));
  }

  @Test
  void fewerThanThreeDays_areNoBaseline() {
    assertThat(HostBaseline.of(days(TODAY - 2, TODAY), TODAY)).isEqualTo(HostBaseline.UNKNOWN);
    assertThat(HostBaseline.of(List.of(), TODAY)).isEqualTo(HostBaseline.UNKNOWN);
  }

  private static List<HostVitalsDay> days(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(
            day ->
                new HostVitalsDay(
                    day,
                    Figure.of((double) (TODAY - day)),
                    Figure.of(Double.NaN),
                    Figure.of(Double.NaN)))
        .toList();
  }
}
