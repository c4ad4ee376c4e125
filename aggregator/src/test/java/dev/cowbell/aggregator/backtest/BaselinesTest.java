package dev.cowbell.aggregator.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.aggregator.limit.FleetShape;
import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each rule against what its authors published. */
class BaselinesTest {

  private static final double DAY = 86_400;
  private static final FleetShape SHAPE = new FleetShape(4, 4e9, 0);

  @Test
  void vpaHistogram_hasThePublishedBuckets() {
    assertThat(DecayingHistogram.BUCKETS).isEqualTo(176);
    assertThat(DecayingHistogram.start(0)).isZero();
    assertThat(DecayingHistogram.start(1)).isCloseTo(1e7, within(1.0));
    assertThat(DecayingHistogram.start(2)).isCloseTo(2.05e7, within(1.0));
    assertThat(DecayingHistogram.start(10)).isCloseTo(1.2577893e8, within(10.0));
    assertThat(DecayingHistogram.start(175)).isGreaterThan(1e12);
    for (int bucket : new int[] {0, 1, 10, 100, 174}) {
      double inside = DecayingHistogram.start(bucket) * 1.0001 + 1;
      assertThat(DecayingHistogram.bucket(inside)).isEqualTo(bucket);
    }
  }

  @Test
  void vpaHistogram_halvesASampleADayLater() {
    DecayingHistogram histogram = new DecayingHistogram(DAY);
    histogram.add(1e9, 0);
    histogram.add(1e9, 0);
    histogram.add(1e8, DAY);
    // Equal weights now: the lower half is the younger sample.
    assertThat(histogram.percentile(0.5)).isBetween(1e8, 1.2e8);
    assertThat(histogram.percentile(0.51)).isBetween(1e9, 1.1e9);
  }

  @Test
  void vpaHistogram_keepsSamplesOfYearsApart() {
    DecayingHistogram histogram = new DecayingHistogram(DAY);
    histogram.add(1e9, 0);
    histogram.add(1e8, 3650 * DAY);
    assertThat(histogram.percentile(0.9)).isBetween(1e8, 1.2e8);
  }

  @Test
  void vpaTarget_isTheNinetiethPercentileOfDailyPeaks_andAMargin() {
    Seen seen = seen(peaks(100e6, 1e9));
    double bucketEnd = DecayingHistogram.start(DecayingHistogram.bucket(0.91e9) + 1);
    assertThat(VpaMemory.TARGET.limitBytes(seen).orElseThrow())
        .isCloseTo(bucketEnd * 1.15, within(1.0));
    assertThat(VpaMemory.LOWER.limitBytes(seen).orElseThrow())
        .isLessThan(VpaMemory.TARGET.limitBytes(seen).orElseThrow());
    assertThat(VpaMemory.UPPER.limitBytes(seen).orElseThrow())
        .isGreaterThanOrEqualTo(VpaMemory.TARGET.limitBytes(seen).orElseThrow());
    assertThat(
            List.of(
                VpaMemory.TARGET.percentile(),
                VpaMemory.LOWER.percentile(),
                VpaMemory.UPPER.percentile()))
        .containsExactly(0.9, 0.5, 0.95);
  }

  @Test
  void vpa_hasAFloor_andAnswersToRunningOut() {
    assertThat(VpaMemory.TARGET.limitBytes(seen(peaks(1e6, 2e6))).orElseThrow()).isEqualTo(250e6);
    assertThat(VpaMemory.afterOom(1e9)).isEqualTo(1.2e9);
    assertThat(VpaMemory.afterOom(1e8)).isEqualTo(1e8 + 104_857_600);
    Seen hit = new Seen(peaks(1e9, 1e9), hits(1000, 2e9), 2 * DAY, SHAPE);
    assertThat(VpaMemory.TARGET.limitBytes(hit).orElseThrow()).isGreaterThan(2.4e9 * 1.15);
  }

  @Test
  void krr_isTheHighestAndFifteenPerCent_fromAHundredReadingsOn() {
    assertThat(new Krr().limitBytes(seen(peaks(1e8, 1e9))).orElseThrow())
        .isCloseTo(1.15e9, within(1.0));
    assertThat(new Krr().limitBytes(seen(peaks(1e8, 1e9).subList(0, 99)))).isEmpty();
    Seen hit = new Seen(peaks(1e8, 1e9), hits(1, 1e9), 2 * DAY, SHAPE);
    assertThat(new Krr().limitBytes(hit).orElseThrow()).isEqualTo(1.25e9);
    Seen old = new Seen(peaks(1e8, 1e9), List.of(), (336 / 24.0 + 3) * DAY, SHAPE);
    assertThat(new Krr().limitBytes(old)).isEmpty();
    assertThat(Krr.HISTORY_SECONDS).isEqualTo(336 * 3600);
  }

  @Test
  void movingWindow_isTheNinetyEighthPercentile_andAnEighth() {
    double limit = new MovingWindow().limitBytes(seen(peaks(1e8, 1e9))).orElseThrow();
    assertThat(limit).isBetween(0.98e9 * 1.125, 1.06e9 * 1.125);
    assertThat(MovingWindow.HALF_LIFE_SECONDS).isEqualTo(2 * DAY);
  }

  @Test
  void staticLimit_isWhatItIs_andNobodyKnowsAnythingOfNothing() {
    assertThat(new StaticLimit(5).limitBytes(seen(List.of()))).hasValue(5);
    for (LimitRule rule : Baselines.against(5).subList(0, 4)) {
      assertThat(rule.limitBytes(seen(List.of()))).as(rule.name()).isEmpty();
    }
  }

  private static Seen seen(List<WorkerLife> lives) {
    return new Seen(lives, List.of(), 2 * DAY, SHAPE);
  }

  private static List<Seen.Hit> hits(int count, double bytes) {
    return IntStream.range(0, count).mapToObj(i -> new Seen.Hit(DAY, bytes)).toList();
  }

  /** A hundred workers of one day, with peaks spread evenly. */
  private static List<WorkerLife> peaks(double from, double to) {
    List<WorkerLife> lives = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      double bytes = from + (to - from) * i / 100;
      lives.add(new WorkerLife("h", DAY, List.of(new LifePoint(60, 0, bytes))));
    }
    return lives;
  }
}
