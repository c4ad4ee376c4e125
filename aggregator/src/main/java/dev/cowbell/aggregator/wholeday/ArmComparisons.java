package dev.cowbell.aggregator.wholeday;

import dev.cowbell.aggregator.experiment.ArmChange;
import dev.cowbell.aggregator.experiment.AssignedArm;
import dev.cowbell.aggregator.experiment.BeforeAfter;
import dev.cowbell.aggregator.experiment.EvidenceWindow;
import dev.cowbell.aggregator.experiment.HostDay;
import dev.cowbell.aggregator.experiment.PairedExperiment;
import dev.cowbell.aggregator.experiment.PairedTMixture;
import dev.cowbell.aggregator.experiment.PlanUptake;
import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.ArmDays;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Comparison;
import dev.cowbell.aggregator.savings.Figure;
import dev.cowbell.aggregator.savings.HostFigures;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.store.DayEvidence;
import dev.cowbell.aggregator.store.ServiceDays;
import dev.cowbell.aggregator.store.StoredExperiment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The arms of one service on one class, each treatment against the control by the best design that
 * gives an interval: assigned pairs, else the same hosts before and after, else whatever was found.
 *
 * @param arms the arms, as advice names them
 * @param sums their sums over hosts
 * @param comparisons one per pair of arms that could be compared at all
 * @param agreed the experiment with its mix of ages, where this pass agreed on one
 */
record ArmComparisons(
    List<ArmAge> arms,
    Map<String, ArmDays> sums,
    List<Comparison> comparisons,
    Optional<StoredExperiment> agreed) {

  /** More hosts than this make no interval narrower that matters. */
  private static final int MOST_CHANGED = 64;

  private static final int DAYS_BACK = 30;
  private static final int WEEK = 7;

  static ArmComparisons of(
      DayEvidence evidence, ServiceDays about, ExperimentStep experiment, long today) {
    List<ArmAge> arms =
        about.arms().entrySet().stream()
            .map(arm -> new ArmAge(arm.getKey(), 0, Math.round(arm.getValue().size().workers())))
            .toList();
    List<ArmPair> pairs = ArmPair.of(arms);
    Map<String, ArmDays> sums = sums(evidence, about, pairs);
    Optional<Comparison> paired = paired(experiment, today);
    List<Comparison> comparisons = new ArrayList<>();
    paired.ifPresent(comparisons::add);
    for (ArmPair pair : pairs) {
      if (paired.filter(one -> isAbout(one, pair)).isEmpty()) {
        beforeAfter(evidence, about, pair, today)
            .or(() -> observed(about, sums, pair))
            .ifPresent(comparisons::add);
      }
    }
    return new ArmComparisons(arms, sums, comparisons, agreed(experiment, paired));
  }

  /** Those that have intervals, as savings. */
  List<Savings> savings() {
    return comparisons.stream()
        .filter(Comparison::hasIntervals)
        .filter(one -> sums.containsKey(one.arms().control()))
        .filter(one -> sums.containsKey(one.arms().treatment()))
        .map(one -> Savings.of(one, arm(one.arms().control()), arm(one.arms().treatment())))
        .toList();
  }

  ArmDays arm(String name) {
    ArmDays arm = sums.get(name);
    if (arm == null) {
      throw new IllegalStateException("no whole day of arm " + name);
    }
    return arm;
  }

  private static boolean isAbout(Comparison one, ArmPair pair) {
    return one.arms().control().equals(pair.control())
        && one.arms().treatment().equals(pair.treatment());
  }

  private static Optional<Comparison> paired(ExperimentStep step, long today) {
    return step.experiment()
        .flatMap(
            experiment ->
                experiment
                    .uptake()
                    .map(uptake -> paired(experiment, uptake, step.hostDays(), today)));
  }

  private static Comparison paired(
      StoredExperiment experiment, PlanUptake uptake, List<HostFigures> days, long today) {
    return Comparison.paired(
        new ArmPair(uptake.controlArm(), uptake.treatmentArm(), 0),
        new PairedExperiment(
            experiment.plan(),
            new AssignedArm(uptake.controlArm(), experiment.controlPolicy()),
            new AssignedArm(uptake.treatmentArm(), experiment.treatmentPolicy()),
            uptake.day(),
            experiment.standard(),
            EvidenceWindow.WEEK,
            PairedTMixture.DEFAULT,
            Comparison.WORTH_KNOWING),
        today,
        days);
  }

  /** The mix of the first look with an interval is kept, so that hosts that join move no value. */
  private static Optional<StoredExperiment> agreed(
      ExperimentStep step, Optional<Comparison> paired) {
    return step.experiment()
        .filter(experiment -> experiment.standard().isEmpty())
        .flatMap(
            experiment ->
                paired
                    .filter(Comparison::hasIntervals)
                    .map(one -> experiment.agreedOn(one.main().standard())));
  }

  private static Optional<Comparison> beforeAfter(
      DayEvidence evidence, ServiceDays about, ArmPair pair, long today) {
    long since = today - DAYS_BACK;
    Collection<String> hosts = evidence.changedHosts(about, since, MOST_CHANGED);
    if (hosts.size() < PairedTMixture.DEFAULT.leastPairs()) {
      return Optional.empty();
    }
    List<HostFigures> days = evidence.hostDays(about, hosts, since);
    List<HostDay> bare = days.stream().map(day -> day.of(Figure.LOSS)).toList();
    Map<String, Long> changed = ArmChange.days(pair.control(), pair.treatment(), bare);
    BeforeAfter design =
        new BeforeAfter(
            about.about().hardwareClass(),
            AssignedArm.named(pair.control()),
            AssignedArm.named(pair.treatment()),
            changed,
            Optional.empty(),
            EvidenceWindow.WEEK,
            PairedTMixture.DEFAULT,
            Comparison.WORTH_KNOWING);
    return Optional.of(Comparison.beforeAfter(pair, design, today, days))
        .filter(Comparison::hasIntervals);
  }

  private static Optional<Comparison> observed(
      ServiceDays about, Map<String, ArmDays> sums, ArmPair pair) {
    ArmDays control = sums.get(pair.control());
    ArmDays treatment = sums.get(pair.treatment());
    return control == null || treatment == null
        ? Optional.empty()
        : Comparison.observed(about.about().hardwareClass(), pair, control, treatment);
  }

  /** The days that comparisons take, and the last of each arm. */
  private static Map<String, ArmDays> sums(
      DayEvidence evidence, ServiceDays about, List<ArmPair> pairs) {
    TreeSet<Long> days = new TreeSet<>();
    about.arms().values().forEach(arm -> days.add(arm.days().getLast()));
    for (ArmPair pair : pairs) {
      List<Long> common = new ArrayList<>(days(about, pair.control()));
      common.retainAll(days(about, pair.treatment()));
      days.addAll(common.subList(Math.max(0, common.size() - WEEK), common.size()));
    }
    Map<String, ArmDays> sums = new TreeMap<>();
    evidence.sums(about, days).forEach(arm -> sums.put(arm.arm(), arm));
    return sums;
  }

  private static List<Long> days(ServiceDays about, String arm) {
    ServiceDays.SeenArm seen = about.arms().get(arm);
    return seen == null ? List.of() : seen.days();
  }
}
