package dev.cowbell.aggregator.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummedComparisonTest {

  private static final SummedComparison COMPARISON =
      new SummedComparison("class", SpendingWelch.DEFAULT, 1);

  /** With one age the sums hold all that hosts one by one do. */
  @Test
  void sums_sayWhatTheHostsThemselvesDo() {
    double[] control = values(8, 120, 30);
    double[] treatment = values(9, 40, 20);
    Look hosts =
        new Observational("class", SpendingWelch.DEFAULT, 1)
            .at(3, profiles(control), profiles(treatment), Estimand.EQUAL_AGE);
    for (Estimand estimand : Estimand.values()) {
      Effect summed = effect(COMPARISON.at(3, arm(control), arm(treatment), estimand));
      Effect each = effect(hosts);
      assertThat(summed.estimate()).isCloseTo(each.estimate(), within(1e-9));
      assertThat(summed.halfWidth()).isCloseTo(each.halfWidth(), within(1e-9));
      assertThat(summed.hosts()).isEqualTo(new HostsPerArm(8, 9));
    }
  }

  /** How a host's ages vary together is not kept, so the sum of deviations stands for it. */
  @Test
  void severalAges_areNeverNarrowerThanHostsOneByOne() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      List<HostProfile> control = twoAges(random, 120);
      List<HostProfile> treatment = twoAges(random, 40);
      Effect each =
          effect(
              new Observational("class", SpendingWelch.DEFAULT, 1)
                  .at(1, control, treatment, Estimand.EQUAL_AGE));
      Effect summed = effect(COMPARISON.at(1, sums(control), sums(treatment), Estimand.EQUAL_AGE));
      assertThat(summed.estimate()).isCloseTo(each.estimate(), within(1e-9));
      assertThat(summed.halfWidth()).isGreaterThanOrEqualTo(each.halfWidth() - 1e-9);
    }
  }

  /** A second day of the same hosts is no new evidence. */
  @Test
  void daysOfTheSameHosts_makeNoIntervalNarrower() {
    ArmSums control = arm(values(8, 120, 30));
    ArmSums treatment = arm(values(8, 40, 20));
    double once = effect(COMPARISON.at(1, control, treatment, Estimand.OWN_AGE_MIX)).halfWidth();
    double thrice =
        effect(
                COMPARISON.at(
                    1,
                    ArmSums.overDays(List.of(control, control, control)),
                    ArmSums.overDays(List.of(treatment, treatment, treatment)),
                    Estimand.OWN_AGE_MIX))
            .halfWidth();
    assertThat(thrice).isCloseTo(once, within(1e-9));
  }

  @Test
  void badSums_getReasonsAndNoFigures() {
    ArmSums some = arm(values(8, 120, 30));
    assertLack(Lack.TOO_FEW_HOSTS, some, arm(values(2, 40, 1)));
    assertLack(Lack.NO_SPREAD, arm(alike(8, 100)), arm(alike(8, 40)));
    assertLack(Lack.NOT_A_NUMBER, some, arm(new double[] {1, 2, Double.NaN, 3, 4, 5}));
    assertLack(Lack.ONE_ARM_ONLY, some, arm(new double[0]));
    assertLack(Lack.NO_HOSTS, arm(new double[0]), arm(new double[0]));
  }

  @Test
  void armsThatNeverOverlapInAge_haveABillButNoEqualAge() {
    ArmSums young = atAge(3, values(8, 5, 1));
    ArmSums old = atAge(30, values(8, 80, 9));
    assertThat(COMPARISON.at(1, young, old, Estimand.EQUAL_AGE).finding())
        .isInstanceOfSatisfying(
            InsufficientEvidence.class,
            lacking -> assertThat(lacking.lack()).isEqualTo(Lack.AGES_NEVER_OVERLAP));
    assertThat(effect(COMPARISON.at(1, young, old, Estimand.OWN_AGE_MIX)).estimate())
        .isCloseTo(75, within(10.0));
  }

  /** Sums of bytes squared exceed what a double holds exactly. */
  @Test
  void rounding_isNoSpread() {
    HostSums sums = HostSums.overDays(List.of(sum(alike(1000, 123_456_789.123))));
    assertThat(sums.standardDeviation()).isZero();
  }

  private static void assertLack(Lack lack, ArmSums control, ArmSums treatment) {
    for (Estimand estimand : Estimand.values()) {
      assertThat(COMPARISON.at(1, control, treatment, estimand).finding())
          .isInstanceOfSatisfying(
              InsufficientEvidence.class, one -> assertThat(one.lack()).isEqualTo(lack));
    }
  }

  private static Effect effect(Look look) {
    return look.finding() instanceof InsufficientEvidence lacking
        ? lacking.soFar().orElseThrow()
        : (Effect) look.finding();
  }

  private static double[] values(int hosts, double mean, double spread) {
    Random random = new Random(hosts);
    return random.doubles(hosts).map(x -> mean + spread * (2 * x - 1)).toArray();
  }

  private static double[] alike(int hosts, double value) {
    double[] values = new double[hosts];
    Arrays.fill(values, value);
    return values;
  }

  private static ArmSums arm(double... hosts) {
    return atAge(7, hosts);
  }

  private static ArmSums atAge(int age, double... hosts) {
    return new ArmSums(Map.of(age, sum(hosts)), Map.of(age, (double) hosts.length), sum(hosts));
  }

  private static HostSums sum(double... hosts) {
    return new HostSums(
        hosts.length, Arrays.stream(hosts).sum(), Arrays.stream(hosts).map(x -> x * x).sum());
  }

  private static List<HostProfile> profiles(double... hosts) {
    List<HostProfile> profiles = new ArrayList<>();
    for (int host = 0; host < hosts.length; host++) {
      profiles.add(new HostProfile("h" + host, List.of(new AgeMean(7, hosts[host], 1))));
    }
    return profiles;
  }

  private static List<HostProfile> twoAges(Random random, double mean) {
    List<HostProfile> hosts = new ArrayList<>();
    for (int host = 0; host < 8; host++) {
      hosts.add(
          new HostProfile(
              "h" + host,
              List.of(
                  new AgeMean(3, mean + 20 * random.nextGaussian(), 1),
                  new AgeMean(9, mean + 20 * random.nextGaussian(), 3))));
    }
    return hosts;
  }

  private static ArmSums sums(List<HostProfile> hosts) {
    return new ArmSums(
        Map.of(3, sum(at(hosts, 0)), 9, sum(at(hosts, 1))),
        Map.of(3, 8.0, 9, 24.0),
        sum(hosts.stream().mapToDouble(host -> host.ownAgeMix().orElseThrow()).toArray()));
  }

  private static double[] at(List<HostProfile> hosts, int age) {
    return hosts.stream().mapToDouble(host -> host.ages().get(age).mean()).toArray();
  }
}
