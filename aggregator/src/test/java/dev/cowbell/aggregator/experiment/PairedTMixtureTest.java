package dev.cowbell.aggregator.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedTMixtureTest {
  private static final PairedTMixture MIXTURE = PairedTMixture.DEFAULT;

  /** Against the integral of noncentral t densities over the prior, by numerical quadrature. */
  @Test
  void evidence_isTheMixtureOfNoncentralTOverCentralT() {
    assertThat(MIXTURE.evidence(4, 3.0)).isCloseTo(2.6731691553909, within(1e-10));
    assertThat(MIXTURE.evidence(8, 3.0)).isCloseTo(3.7675288350839, within(1e-10));
    assertThat(new PairedTMixture(0.95, 0.1, 2).evidence(20, 1.0))
        .isCloseTo(0.1174975667756, within(1e-10));
    assertThat(MIXTURE.evidence(1, 100)).isEqualTo(1);
  }

  @Test
  void criticalT_isWhereTheEvidenceReachesOneOverTheError() {
    for (int pairs : new int[] {4, 5, 6, 8, 30, 1000}) {
      assertThat(MIXTURE.evidence(pairs, MIXTURE.criticalT(pairs))).isCloseTo(20, within(1e-6));
    }
    assertThat(MIXTURE.criticalT(4)).isCloseTo(6.87530, within(1e-4));
    assertThat(MIXTURE.criticalT(6)).isCloseTo(4.74927, within(1e-4));
    assertThat(MIXTURE.criticalT(8)).isCloseTo(4.24583, within(1e-4));
  }

  @Test
  void interval_belowFivePairs_isNotEnough() {
    assertThat(MIXTURE.leastPairs()).isEqualTo(5);
    assertThat(MIXTURE.interval()).isEqualTo(lack(Lack.NO_HOSTS, 0, new Need.MoreHosts(5)));
    assertThat(MIXTURE.interval(85, 90, 100))
        .isEqualTo(lack(Lack.TOO_FEW_HOSTS, 3, new Need.MoreHosts(2)));
  }

  @Test
  void leastPairs_areFourWhereNobodyWaitsForMore_sinceBelowTheIntervalIsInfinite() {
    var eager = new PairedTMixture(0.95, 0.2, 0);
    assertThat(eager.leastPairs()).isEqualTo(4);
    assertThat(eager.criticalT(3)).isInfinite();
  }

  @Test
  void interval_ofHostsThatSayExactlyTheSame_isNotEnough() {
    assertThat(MIXTURE.interval(85, 85, 85, 85, 85)).matches(this::hasNoSpread);
    assertThat(MIXTURE.interval(0, 0, 0, 0, 0)).matches(this::hasNoSpread);
    assertThat(MIXTURE.interval(0.1 + 0.2, 0.3, 0.3, 0.3, 0.3)).matches(this::hasNoSpread);
  }

  @Test
  void interval_ofWhatIsNoNumber_saysSo() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
      assertThat(MIXTURE.interval(bad, bad, bad, 4, 5))
          .isInstanceOfSatisfying(
              InsufficientEvidence.class, it -> assertThat(it.lack()).isEqualTo(Lack.NOT_A_NUMBER));
    }
  }

  @Test
  void decide_whenTheIntervalHoldsZero_projectsThePairsStillNeeded() {
    Finding finding = MIXTURE.decide(0, -60, 100, 20, -30, 130, 40);
    assertThat(finding)
        .isInstanceOfSatisfying(
            InsufficientEvidence.class,
            it -> {
              assertThat(it.lack()).isEqualTo(Lack.UNDECIDED);
              assertThat(it.seen()).isEqualTo(HostsPerArm.pairs(6));
              assertThat(it.soFar()).hasValueSatisfying(far -> assertThat(far.low()).isNegative());
              int more = ((Need.MoreHosts) it.needed()).perArm();
              double deviation =
                  Spread.of(new double[] {-60, 100, 20, -30, 130, 40}).standardDeviation();
              double target = it.soFar().orElseThrow().estimate();
              assertThat(MIXTURE.halfWidth(6 + more, deviation)).isLessThan(target);
              assertThat(MIXTURE.halfWidth(6 + more - 1, deviation)).isGreaterThanOrEqualTo(target);
              assertThat(it.sentence()).contains("seen 6 and 6 hosts per arm", more + " more");
            });
  }

  @Test
  void decide_whenNoEffectWorthKnowingIsPossible_isAnAnswer() {
    assertThat(MIXTURE.decide(50, 1, -2, 3, -1, 2, -3, 1, 0))
        .isInstanceOfSatisfying(Effect.class, it -> assertThat(it.excludesZero()).isFalse());
  }

  @Test
  void decide_whenNothingEverWould_saysSoAndDoesNotCountForever() {
    assertThat(MIXTURE.decide(0, 1e9, -1e9, 1e9, -1e9, 1e-3, -1e-3))
        .isInstanceOfSatisfying(
            InsufficientEvidence.class,
            it -> assertThat(it.needed()).isInstanceOf(Need.SomethingElse.class));
  }

  @Test
  void lookedAtAfterEveryPair_itIsWrongInAtMostFivePercent() {
    var random = new SplittableRandom(11);
    int wrong = 0;
    int experiments = 4000;
    for (int experiment = 0; experiment < experiments; experiment++) {
      double[] differences = random.doubles(40).map(_ -> random.nextGaussian() * 42).toArray();
      boolean ever = false;
      for (int pairs = 5; pairs <= 40 && !ever; pairs++) {
        ever =
            MIXTURE.interval(Arrays.copyOf(differences, pairs)) instanceof Effect effect
                && effect.excludesZero();
      }
      wrong += ever ? 1 : 0;
    }
    assertThat(wrong / (double) experiments).isBetween(0.01, 0.045);
  }

  @Test
  void parametersOutOfRange_areRefused() {
    assertThatThrownBy(() -> new PairedTMixture(1, 0.2, 4)).hasMessageContaining("level");
    assertThatThrownBy(() -> new PairedTMixture(0.95, Double.NaN, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private boolean hasNoSpread(Finding finding) {
    return finding instanceof InsufficientEvidence it && it.lack() == Lack.NO_SPREAD;
  }

  private static Finding lack(Lack lack, int pairs, Need need) {
    return InsufficientEvidence.of(lack, HostsPerArm.pairs(pairs), need);
  }
}
