package dev.cowbell.aggregator.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SharingRollupTest {

  @RepeatedTest(20)
  void merge_ofAnySplit_isAsIfComputedAtOnce(RepetitionInfo repetition) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(repetition.getCurrentRepetition());
    SharingRollup atOnce = SharingRollup.empty();
    List<SharingRollup> parts = new ArrayList<>();
    for (int part = 0; part < 1 + random.nextInt(8); part++) {
      parts.add(SharingRollup.empty());
    }
    for (int reading = 0; reading < 300; reading++) {
      SharingSample sample = sample(random);
      atOnce.add(sample);
      parts.get(random.nextInt(parts.size())).add(sample);
    }
    SharingRollup merged = SharingRollup.empty();
    parts.stream().map(SharingRollupTest::storedAndRead).forEach(merged::merge);
    assertSame(merged, atOnce);
  }

  @Test
  void quantiles_areWithinOnePerCent() {
    SharingRollup rollup = SharingRollup.empty();
    long[] losses = new long[999];
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int i = 0; i < losses.length; i++) {
      losses[i] = 1_000_000 + random.nextLong(100_000_000);
      rollup.add(new SharingSample(200_000_000, 0, losses[i], 0, 0, false, false));
    }
    Arrays.sort(losses);
    double exact = losses[(int) (0.9 * (losses.length - 1))];
    assertThat(storedAndRead(rollup).loss().quantile(0.9)).isCloseTo(exact, within(exact / 100));
  }

  @Test
  void growthBelowZero_countsInTheMoments_andAsZeroInTheSketch() {
    SharingRollup rollup = SharingRollup.empty();
    rollup.add(new SharingSample(100, 90, 10, -50, 100, true, true));
    assertThat(rollup.growth().moments()).isEqualTo(new Moments(-50, 2500, -50, -50));
    assertThat(storedAndRead(rollup).growth().quantile(0.5)).isZero();
    assertThat(rollup.totals()).isEqualTo(new Totals(1, 1, 1, 100, 90, 100));
  }

  private static void assertSame(SharingRollup merged, SharingRollup atOnce) {
    assertThat(merged.totals()).isEqualTo(atOnce.totals());
    assertSame(merged.loss(), atOnce.loss());
    assertSame(merged.growth(), atOnce.growth());
  }

  private static void assertSame(Distribution merged, Distribution atOnce) {
    assertThat(merged.moments().sum()).isEqualTo(atOnce.moments().sum());
    assertThat(merged.moments().min()).isEqualTo(atOnce.moments().min());
    assertThat(merged.moments().max()).isEqualTo(atOnce.moments().max());
    double squares = atOnce.moments().sumSquares();
    assertThat(merged.moments().sumSquares()).isCloseTo(squares, within(squares * 1e-12));
    assertThat(merged.sketchBytes()).isEqualTo(atOnce.sketchBytes());
  }

  private static SharingRollup storedAndRead(SharingRollup rollup) {
    return SharingRollup.restored(
        rollup.moments(), rollup.loss().sketchBytes(), rollup.growth().sketchBytes());
  }

  private static SharingSample sample(RandomGenerator random) {
    long inherited = random.nextLong(200_000_000);
    long loss = random.nextInt(10) == 0 ? 0 : random.nextLong(inherited + 1);
    long growth = random.nextLong(50_000_000) - 10_000_000;
    return new SharingSample(
        inherited,
        inherited - loss,
        loss,
        growth,
        inherited + 10_000_000,
        random.nextBoolean(),
        random.nextBoolean());
  }
}
