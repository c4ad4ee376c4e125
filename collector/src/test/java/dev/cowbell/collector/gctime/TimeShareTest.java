package dev.cowbell.collector.gctime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeShareTest {
  private static final long MILLI = 1_000_000;

  /** The table of {@link TimeShare}. */
  @ParameterizedTest
  @CsvSource({
    "500, 0, 0, 0, 0, 0.0074",
    "500, 9, 9, 0.0180, 0.0082, 0.0342",
    "500, 9, 27, 0.0180, 0.0037, 0.0526",
  })
  void of_isTheTableOfItsFormula(
      long looks, long hits, long squared, double share, double low, double high) {
    TimeShare found = TimeShare.of(new FlagSample(looks, hits, hits, squared, 0)).orElseThrow();

    assertThat(found.share()).isCloseTo(share, within(1e-4));
    assertThat(found.low()).isCloseTo(low, within(2e-4));
    assertThat(found.high()).isCloseTo(high, within(2e-4));
  }

  @Test
  void of_noLook_isNothing() {
    assertThat(TimeShare.of(FlagSample.NONE)).isEqualTo(Optional.empty());
  }

  /** FACTS: 2.6 % of wall time was 41 % of that worker's CPU. */
  @Test
  void ofCpu_dividesByHowBusyTheWorkersWere_andNeverExceedsAll() {
    TimeShare wall = new TimeShare(0.026, 0.02, 0.03);

    assertThat(wall.ofCpu(0.0634).share()).isCloseTo(0.41, within(0.001));
    assertThat(wall.ofCpu(0.025).high()).isEqualTo(1);
  }

  @Test
  void sampled_looksAtOnePause_areOneRun() {
    FlagCounts counts = new FlagCounts();
    PauseRun run = new PauseRun();
    counts.sampled(run, 10 * MILLI, new FlagLook(true, 7));
    counts.sampled(run, 30 * MILLI, new FlagLook(true, 7));
    counts.followed(run, 45 * MILLI, new FlagLook(true, 7));
    counts.sampled(run, 50 * MILLI, new FlagLook(true, 8));
    counts.sampled(run, 60 * MILLI, new FlagLook(false, 9));

    assertThat(counts.take()).isEqualTo(new FlagSample(4, 3, 2, 4 + 1, 35 * MILLI));
    assertThat(counts.take()).isEqualTo(FlagSample.NONE);
  }

  @Test
  void sampled_hitsOfOneMomentInManyWorkers_areNotIndependentEither() {
    FlagCounts counts = new FlagCounts();
    for (int worker = 0; worker < 4; worker++) {
      counts.sampled(new PauseRun(), 10 * MILLI, new FlagLook(true, worker));
    }

    assertThat(counts.take().squaredHits()).isEqualTo(16);
  }

  @Test
  void sampled_ofAPauseOverTwoTicks_addsUpToOnesSquare() {
    FlagCounts counts = new FlagCounts();
    PauseRun run = new PauseRun();
    counts.sampled(run, 10 * MILLI, new FlagLook(true, 7));
    FlagSample first = counts.take();
    counts.sampled(run, 30 * MILLI, new FlagLook(true, 7));
    FlagSample second = counts.take();

    assertThat(first.squaredHits() + second.squaredHits()).isEqualTo(4);
    assertThat(first.pauses() + second.pauses()).isEqualTo(1);
  }

  /**
   * 4 workers with pauses of 0.3 s on average, looked at together 5 times a second for 10 minutes:
   * the interval holds the true share about as often as it says, the one from looks far less often.
   */
  @Test
  void interval_ofLongPauses_holdsTheTruth_whereTheBinomialOneDoesNot() {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    int binomialHeld = 0;
    int trials = 400;
    double truth = 0.3 / (0.3 + 9.7);
    for (int trial = 0; trial < trials; trial++) {
      FlagSample sample = simulate(random, 600, 0.3, 9.7);
      TimeShare share = TimeShare.of(sample).orElseThrow();
      held += share.low() <= truth && truth <= share.high() ? 1 : 0;
      double p = share.share();
      double half = 1.96 * Math.sqrt(p * (1 - p) / sample.looks());
      binomialHeld += Math.abs(p - truth) <= half ? 1 : 0;
    }

    assertThat((double) held / trials).isGreaterThan(0.92);
    assertThat((double) binomialHeld / trials).isLessThan(0.85);
  }

  private static FlagSample simulate(
      RandomGenerator random, double seconds, double meanPause, double meanIdle) {
    int workers = 4;
    FlagCounts counts = new FlagCounts();
    PauseRun[] runs = new PauseRun[workers];
    double[] until = new double[workers];
    long[] changes = new long[workers];
    for (int i = 0; i < workers; i++) {
      runs[i] = new PauseRun();
      changes[i] = random.nextDouble() < meanPause / (meanPause + meanIdle) ? 1 : 0;
      until[i] = random.nextExponential() * (changes[i] == 1 ? meanPause : meanIdle);
    }
    for (double now = 0; now < seconds; now += random.nextExponential() / 5) {
      for (int i = 0; i < workers; i++) {
        while (until[i] < now) {
          changes[i]++;
          until[i] += random.nextExponential() * (changes[i] % 2 == 1 ? meanPause : meanIdle);
        }
        FlagLook look = new FlagLook(changes[i] % 2 == 1, changes[i] / 2);
        counts.sampled(runs[i], Math.round(now * 1e9), look);
      }
    }
    return counts.take();
  }

  @Test
  void limit_allowsNoMoreInAnySecond() {
    LookLimit limit = new LookLimit(100);
    SplittableRandom random = new SplittableRandom(3);
    long[] taken = new long[5000];
    int count = 0;
    for (long now = 0; count < taken.length; now += Math.round(random.nextExponential() * 4e6)) {
      if (limit.tryTake(now)) {
        taken[count++] = now;
      }
    }

    for (int i = 100; i < count; i++) {
      assertThat(taken[i] - taken[i - 100]).isGreaterThanOrEqualTo(1_000_000_000);
    }
  }
}
