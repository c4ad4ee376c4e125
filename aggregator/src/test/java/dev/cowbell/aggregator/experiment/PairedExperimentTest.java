package dev.cowbell.aggregator.experiment;

import static dev.cowbell.aggregator.experiment.HostDays.ASSIGNED;
import static dev.cowbell.aggregator.experiment.HostDays.DEFAULT;
import static dev.cowbell.aggregator.experiment.HostDays.FROZEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedExperimentTest {
  private static final long LATER = ASSIGNED + 10;

  @Test
  void tenPairs_findThePlantedEffectUnderBothEstimands() {
    PairedExperiment experiment = experiment(10);
    List<HostDay> days = days(experiment, -85, 3, LATER);
    for (Estimand estimand : Estimand.values()) {
      Look look = experiment.at(LATER, days, estimand);
      assertThat(look.design()).isEqualTo(Design.PAIRED);
      assertThat(look.departures()).isEmpty();
      assertThat(look.finding())
          .isInstanceOfSatisfying(
              Effect.class,
              effect -> {
                assertThat(effect.estimate()).isCloseTo(-85, within(5.0));
                assertThat(effect.excludesZero()).isTrue();
                assertThat(effect.hosts()).isEqualTo(HostsPerArm.pairs(10));
              });
    }
  }

  @Test
  void beforeTheWindowIsFull_itIsTimeThatIsMissing() {
    PairedExperiment experiment = experiment(10);
    long early = ASSIGNED + 4;
    Look look = experiment.at(early, days(experiment, -85, 3, early), Estimand.EQUAL_AGE);
    assertThat(look.pairsFilling()).isEqualTo(10);
    assertThat(insufficient(look).needed()).isEqualTo(new Need.MoreTime(4));
  }

  @Test
  void classOfTwoHosts_saysHowManyHostsAreMissing() {
    PairedExperiment experiment = experiment(1);
    Look look = experiment.at(LATER, days(experiment, -85, 3, LATER), Estimand.EQUAL_AGE);
    assertThat(insufficient(look).lack()).isEqualTo(Lack.TOO_FEW_HOSTS);
    assertThat(insufficient(look).needed()).isEqualTo(new Need.MoreHosts(4));
  }

  @Test
  void oneHostAlone_isNoExperiment() {
    var experiment = experiment(PairPlan.of("class", 1, List.of("only")));
    Look look = experiment.at(LATER, List.of(), Estimand.EQUAL_AGE);
    assertThat(insufficient(look).lack()).isEqualTo(Lack.NO_HOSTS);
  }

  @Test
  void allHostsOnOneArm_leaveWithReasonsAndNoFigure() {
    PairedExperiment experiment = experiment(10);
    List<HostDay> days = new ArrayList<>();
    experiment
        .plan()
        .pairs()
        .forEach(
            pair -> {
              days.addAll(HostDays.of(pair.controlHost(), DEFAULT, 100, ASSIGNED, LATER));
              days.addAll(HostDays.of(pair.treatmentHost(), DEFAULT, 100, ASSIGNED, LATER));
            });
    Look look = experiment.at(LATER, days, Estimand.EQUAL_AGE);
    assertThat(insufficient(look).lack()).isEqualTo(Lack.HOSTS_LEFT);
    assertThat(look.departures())
        .extracting(Departure::reason)
        .containsOnly(Departure.Reason.NEVER_TOOK_ARM, Departure.Reason.PARTNER_LEFT);
  }

  @Test
  void contaminatedHost_takesItsPartnerAlongAndTheOthersStay() {
    PairedExperiment experiment = experiment(10);
    HostPair first = experiment.plan().pairs().getFirst();
    List<HostDay> days = new ArrayList<>(days(experiment, -85, 3, LATER));
    days.removeIf(day -> day.hostId().equals(first.treatmentHost()));
    days.addAll(HostDays.of(first.treatmentHost(), DEFAULT, 100, ASSIGNED, LATER));
    Look look = experiment.at(LATER, days, Estimand.EQUAL_AGE);
    assertThat(((Effect) look.finding()).hosts()).isEqualTo(HostsPerArm.pairs(9));
    assertThat(look.departures())
        .containsExactlyInAnyOrder(
            new Departure(first.treatmentHost(), Departure.Reason.NEVER_TOOK_ARM),
            new Departure(first.controlHost(), Departure.Reason.PARTNER_LEFT));
  }

  @Test
  void armsThatNeverOverlapInAge_haveNoEqualAgeAnswerButABill() {
    PairedExperiment experiment = experiment(10);
    List<HostDay> days =
        HostDays.changed(
            days(experiment, -85, 3, LATER),
            day ->
                day.arm().equals("frozen")
                    ? new HostDay(
                        day.hostId(),
                        day.epochDay(),
                        day.arm(),
                        day.policy(),
                        List.of(new AgeMean(30, day.ages().getFirst().mean(), 1)))
                    : day);
    Look equalAge = experiment.at(LATER, days, Estimand.EQUAL_AGE);
    assertThat(insufficient(equalAge).lack()).isEqualTo(Lack.AGES_NEVER_OVERLAP);
    assertThat(experiment.at(LATER, days, Estimand.OWN_AGE_MIX).finding())
        .isInstanceOf(Effect.class);
  }

  @Test
  void fleetThatHalvesOvernightBeforeTheWindowIsFull_isNoFairSample() {
    PairedExperiment experiment = experiment(16);
    List<HostDay> days = new ArrayList<>(days(experiment, -85, 3, LATER));
    var random = new SplittableRandom(5);
    experiment
        .plan()
        .pairs()
        .forEach(
            pair -> {
              String lost = random.nextBoolean() ? pair.controlHost() : pair.treatmentHost();
              boolean stays = pair.equals(experiment.plan().pairs().getFirst());
              days.removeIf(
                  day -> !stays && day.hostId().equals(lost) && day.epochDay() > ASSIGNED + 3);
            });
    Look look = experiment.at(LATER, days, Estimand.EQUAL_AGE);
    assertThat(insufficient(look).lack()).isEqualTo(Lack.HOSTS_LEFT);
    assertThat(look.departures())
        .extracting(Departure::reason)
        .contains(Departure.Reason.VANISHED, Departure.Reason.PARTNER_LEFT);
  }

  @Test
  void fleetThatHalvesOvernightAfterTheWindow_changesNothing() {
    PairedExperiment experiment = experiment(16);
    List<HostDay> days = new ArrayList<>(days(experiment, -85, 3, LATER + 20));
    Look before = experiment.at(LATER, days, Estimand.EQUAL_AGE);
    days.removeIf(day -> day.epochDay() >= LATER && day.hostId().hashCode() % 2 == 0);
    assertThat(experiment.at(LATER + 20, days, Estimand.EQUAL_AGE)).isEqualTo(before);
  }

  @Test
  void negativeGrowth_isAFigureLikeAnyOther() {
    PairedExperiment experiment = experiment(8);
    Look look = experiment.at(LATER, days(experiment, -150, 3, LATER), Estimand.OWN_AGE_MIX);
    assertThat(((Effect) look.finding()).estimate()).isCloseTo(-150, within(6.0));
  }

  @Test
  void clocksThatDifferBetweenHosts_moveNoFigure() {
    PairedExperiment experiment = experiment(10);
    List<HostDay> days = days(experiment, -85, 3, LATER);
    List<HostDay> skewed =
        HostDays.changed(
            days,
            day ->
                new HostDay(
                    day.hostId(),
                    day.epochDay() + Math.floorMod(day.hostId().hashCode(), 2),
                    day.arm(),
                    day.policy(),
                    day.ages()));
    Effect straight = (Effect) experiment.at(LATER + 2, days, Estimand.EQUAL_AGE).finding();
    Effect crooked = (Effect) experiment.at(LATER + 2, skewed, Estimand.EQUAL_AGE).finding();
    assertThat(crooked.estimate()).isCloseTo(straight.estimate(), within(1e-9));
  }

  /** Each class loses by the treatment; the mixture of classes would show a gain. */
  @Test
  void simpsonsParadox_isAnsweredPerClass() {
    List<Double> pooledControl = new ArrayList<>();
    List<Double> pooledTreatment = new ArrayList<>();
    for (String name : List.of("old", "new")) {
      boolean old = name.equals("old");
      double level = old ? 300 : 100;
      List<HostProfile> control = hosts(name + "-c", old ? 30 : 6, level);
      List<HostProfile> treatment = hosts(name + "-t", old ? 6 : 30, level + 20);
      Look look =
          new Observational(name, SpendingWelch.DEFAULT, 0)
              .at(1, control, treatment, Estimand.OWN_AGE_MIX);
      assertThat(look.hardwareClass()).isEqualTo(name);
      assertThat(look.design()).isEqualTo(Design.OBSERVATIONAL);
      assertThat(((Effect) look.finding()).low()).isPositive();
      control.forEach(host -> pooledControl.add(host.ownAgeMix().orElseThrow()));
      treatment.forEach(host -> pooledTreatment.add(host.ownAgeMix().orElseThrow()));
    }
    double pooled =
        Spread.of(Contrast.values(pooledTreatment)).mean()
            - Spread.of(Contrast.values(pooledControl)).mean();
    assertThat(pooled).isNegative();
  }

  @Test
  void standardAgreedOn_staysWhateverAgesJoinLater() {
    PairedExperiment open = experiment(10);
    List<HostDay> days = days(open, -85, 3, LATER);
    AgeStandard first = open.at(LATER, days, Estimand.EQUAL_AGE).standard();
    assertThat(first.weights()).containsOnlyKeys(3);
    List<HostDay> older =
        HostDays.changed(
            days,
            day ->
                new HostDay(
                    day.hostId(),
                    day.epochDay(),
                    day.arm(),
                    day.policy(),
                    List.of(day.ages().getFirst(), new AgeMean(9, 500, 50))));
    PairedExperiment agreed = experiment(open.plan(), Optional.of(first));
    assertThat(agreed.at(LATER, older, Estimand.EQUAL_AGE).finding())
        .isEqualTo(open.at(LATER, days, Estimand.EQUAL_AGE).finding());
    assertThat(open.at(LATER, older, Estimand.EQUAL_AGE).standard())
        .isNotEqualTo(new AgeStandard(Map.of(3, 1.0)));
  }

  @Test
  void foundOnOneArmOnly_isSaidSo() {
    var observational = new Observational("class", SpendingWelch.DEFAULT, 0);
    for (Estimand estimand : Estimand.values()) {
      Look look = observational.at(1, hosts("c", 9, 100), List.of(), estimand);
      assertThat(insufficient(look).lack()).isEqualTo(Lack.ONE_ARM_ONLY);
      assertThat(insufficient(observational.at(1, List.of(), List.of(), estimand)).lack())
          .isEqualTo(Lack.NO_HOSTS);
    }
  }

  /** Treated workers die within seconds: they look thrifty only because they never grow old. */
  @Test
  void workersThatLiveSeconds_areComparedOnlyWithYoungOnes() {
    var observational = new Observational("class", SpendingWelch.DEFAULT, 5);
    List<HostProfile> control =
        IntStream.range(0, 9)
            .mapToObj(host -> aged("c" + host, host % 3, new AgeMean(20, 120 + host % 2, 99)))
            .toList();
    List<HostProfile> treatment =
        IntStream.range(0, 9).mapToObj(host -> aged("t" + host, host % 3)).toList();
    Effect mechanism =
        (Effect) observational.at(1, control, treatment, Estimand.EQUAL_AGE).finding();
    Effect bill = (Effect) observational.at(1, control, treatment, Estimand.OWN_AGE_MIX).finding();
    assertThat(mechanism.excludesZero()).isFalse();
    assertThat(mechanism.estimate()).isZero();
    assertThat(bill.estimate()).isLessThan(-100);
  }

  private static HostProfile aged(String id, double young, AgeMean... older) {
    List<AgeMean> ages = new ArrayList<>(List.of(older));
    ages.add(new AgeMean(0, 5 + young, 1));
    return new HostProfile(id, ages);
  }

  private static List<HostProfile> hosts(String name, int count, double level) {
    return IntStream.range(0, count)
        .mapToObj(host -> HostProfile.ofValue(name + host, level + host % 3))
        .toList();
  }

  private static PairedExperiment experiment(int pairs) {
    return experiment(
        PairPlan.of(
            "class", 1, IntStream.range(0, 2 * pairs).mapToObj(host -> "web-" + host).toList()));
  }

  private static PairedExperiment experiment(PairPlan plan) {
    return experiment(plan, Optional.empty());
  }

  private static PairedExperiment experiment(PairPlan plan, Optional<AgeStandard> standard) {
    return new PairedExperiment(
        plan, DEFAULT, FROZEN, ASSIGNED, standard, EvidenceWindow.WEEK, PairedTMixture.DEFAULT, 1);
  }

  private static List<HostDay> days(
      PairedExperiment experiment, double effect, double deviation, long to) {
    var random = new SplittableRandom(42);
    List<HostDay> days = new ArrayList<>();
    for (HostPair pair : experiment.plan().pairs()) {
      double control = 100 + deviation * random.nextGaussian();
      double treatment = 100 + effect + deviation * random.nextGaussian();
      days.addAll(HostDays.of(pair.controlHost(), DEFAULT, control, ASSIGNED, to));
      days.addAll(HostDays.of(pair.treatmentHost(), FROZEN, treatment, ASSIGNED, to));
    }
    return days;
  }

  private static InsufficientEvidence insufficient(Look look) {
    return (InsufficientEvidence) look.finding();
  }
}
