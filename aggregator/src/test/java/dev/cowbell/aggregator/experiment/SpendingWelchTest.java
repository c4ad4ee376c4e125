package dev.cowbell.aggregator.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

class SpendingWelchTest {
  private static final double[] CONTROL = {1, 2, 3, 4, 5, 6};
  private static final double[] TREATMENT = {10, 9, 14, 8, 11, 7};
  private static final SpendingWelch WELCH = SpendingWelch.DEFAULT;

  @Test
  void fixed_isWelchsInterval() {
    Effect effect = (Effect) new FixedWelch(0.95).interval(CONTROL, TREATMENT);
    assertThat(effect.low()).isCloseTo(3.475720207919, within(1e-8));
    assertThat(effect.high()).isCloseTo(9.190946458748, within(1e-8));
    assertThat(effect.method().isValidWhileLooking()).isFalse();
  }

  @Test
  void spending_atTheThirdLook_usesATwelfthOfTheError() {
    assertThat(IntStream.rangeClosed(1, 4).mapToDouble(WELCH::errorAt).toArray())
        .containsExactly(new double[] {0.05 / 2, 0.05 / 6, 0.05 / 12, 0.05 / 20}, within(1e-12));
    Effect second = (Effect) WELCH.interval(2, CONTROL, TREATMENT);
    assertThat(second.low()).isCloseTo(2.098626254759, within(1e-7));
    assertThat(second.high()).isCloseTo(10.568040411908, within(1e-7));
    assertThat(second.level()).isEqualTo(0.95);
  }

  @Test
  void errorOfAllLooks_neverExceedsWhatThereIs() {
    assertThat(IntStream.rangeClosed(1, 1_000_000).mapToDouble(WELCH::errorAt).sum())
        .isLessThan(0.05)
        .isCloseTo(0.05, within(1e-6));
  }

  @Test
  void declaration_agreesWithTheTest() {
    double p =
        TTest.withDefaults()
            .with(DataDispersion.HETEROSCEDASTIC)
            .test(CONTROL, TREATMENT)
            .getPValue();
    for (int look = 1; look < 12; look++) {
      Effect effect = (Effect) WELCH.interval(look, CONTROL, TREATMENT);
      assertThat(effect.excludesZero()).isEqualTo(p < WELCH.errorAt(look));
    }
  }

  @Test
  void lookAt_risesWithEveryHostOfEitherArm() {
    assertThat(SpendingWelch.lookAt(6, 6)).isEqualTo(1);
    assertThat(SpendingWelch.lookAt(6, 7)).isEqualTo(2);
    assertThat(SpendingWelch.lookAt(8, 8)).isEqualTo(5);
    assertThat(SpendingWelch.lookAt(0, 0)).isEqualTo(1);
  }

  @Test
  void badSamples_getReasonsAndNoFigures() {
    assertLack(WELCH.decide(0, 1, new double[0], new double[0]), Lack.NO_HOSTS);
    assertLack(WELCH.decide(0, 1, CONTROL, new double[0]), Lack.ONE_ARM_ONLY);
    assertLack(WELCH.decide(0, 1, CONTROL, new double[] {1, 2, 3}), Lack.TOO_FEW_HOSTS);
    assertLack(
        WELCH.decide(0, 1, new double[] {7, 7, 7, 7, 7, 7}, new double[] {9, 9, 9, 9, 9, 9}),
        Lack.NO_SPREAD);
    assertLack(
        WELCH.decide(0, 1, CONTROL, new double[] {1, 2, Double.NaN, 3, 4, 5}), Lack.NOT_A_NUMBER);
  }

  @Test
  void oneArmWithoutSpread_isStillBounded() {
    assertThat(WELCH.interval(1, new double[] {7, 7, 7, 7, 7, 7}, TREATMENT))
        .isInstanceOfSatisfying(
            Effect.class, it -> assertThat(it.halfWidth()).isFinite().isPositive());
  }

  @Test
  void undecided_namesTheHostsStillNeeded() {
    Finding finding =
        WELCH.decide(
            0,
            3,
            new double[] {60, 100, 140, 80, 90, 110},
            new double[] {110, 70, 150, 95, 85, 115});
    assertThat(finding)
        .isInstanceOfSatisfying(
            InsufficientEvidence.class,
            it -> {
              assertThat(it.lack()).isEqualTo(Lack.UNDECIDED);
              assertThat(((Need.MoreHosts) it.needed()).perArm()).isBetween(100, 1000);
            });
  }

  private static void assertLack(Finding finding, Lack lack) {
    assertThat(finding)
        .isInstanceOfSatisfying(
            InsufficientEvidence.class, it -> assertThat(it.lack()).isEqualTo(lack));
  }
}
