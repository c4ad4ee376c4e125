package dev.cowbell.aggregator.wholeday;

import dev.cowbell.aggregator.experiment.HostOrder;
import dev.cowbell.aggregator.experiment.HostPair;
import dev.cowbell.aggregator.experiment.PairPlan;
import dev.cowbell.aggregator.experiment.PlanUptake;
import dev.cowbell.aggregator.experiment.PolicyInForce;
import dev.cowbell.aggregator.opportunity.Proposal;
import dev.cowbell.aggregator.savings.HostFigures;
import dev.cowbell.aggregator.store.DayEvidence;
import dev.cowbell.aggregator.store.ServiceDays;
import dev.cowbell.aggregator.store.StoredExperiment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the experiment on one service and class stands: proposed while all its hosts run one arm,
 * taken up when they follow.
 *
 * @param experiment the one there is
 * @param proposed one to propose
 * @param changed the one there is, where this pass found it taken up
 * @param hostDays what its hosts showed since it was proposed
 */
record ExperimentStep(
    Optional<StoredExperiment> experiment,
    Optional<DayEvidence.Proposed> proposed,
    Optional<StoredExperiment> changed,
    List<HostFigures> hostDays) {

  static ExperimentStep of(DayEvidence evidence, ServiceDays about, long today) {
    Optional<StoredExperiment> stored = evidence.experiment(about);
    if (stored.isEmpty()) {
      return new ExperimentStep(
          Optional.empty(), proposal(evidence, about), Optional.empty(), List.of());
    }
    StoredExperiment one = stored.get();
    long since = one.uptake().map(PlanUptake::day).orElse(one.proposedDay());
    List<HostFigures> days = evidence.hostDays(about, hosts(one.plan()), since);
    if (one.uptake().isPresent()) {
      return new ExperimentStep(stored, Optional.empty(), Optional.empty(), days);
    }
    Optional<StoredExperiment> taken = takenUp(one, days, today);
    return new ExperimentStep(taken.or(() -> stored), Optional.empty(), taken, days);
  }

  /** Hosts that all ran one arm lately can be told apart by chance alone. */
  private static Optional<DayEvidence.Proposed> proposal(DayEvidence evidence, ServiceDays about) {
    if (about.arms().size() != 1) {
      return Optional.empty();
    }
    List<String> hosts = evidence.hosts(about, 2 * Proposal.PAIRS);
    if (hosts.size() < 2 * Proposal.FEWEST_PAIRS) {
      return Optional.empty();
    }
    long seed = HostOrder.hash(about.about().service() + '|' + about.about().hardwareClass(), 0);
    return Optional.of(
        new DayEvidence.Proposed(about, PairPlan.of(about.about().hardwareClass(), seed, hosts)));
  }

  private static Optional<StoredExperiment> takenUp(
      StoredExperiment one, List<HostFigures> days, long today) {
    Map<Long, List<HostFigures>> byDay =
        days.stream()
            .filter(day -> day.epochDay() < today)
            .collect(
                Collectors.groupingBy(HostFigures::epochDay, TreeMap::new, Collectors.toList()));
    return byDay.entrySet().stream()
        .flatMap(
            day ->
                PlanUptake.on(day.getKey(), one.plan(), arms(day.getValue())).stream()
                    .map(
                        uptake ->
                            one.takenUp(
                                uptake,
                                policy(day.getValue(), uptake.controlArm()),
                                policy(day.getValue(), uptake.treatmentArm()))))
        .findFirst();
  }

  /** A host that ran two arms that day has not settled. */
  private static Map<String, String> arms(List<HostFigures> day) {
    Map<String, List<String>> byHost =
        day.stream()
            .collect(
                Collectors.groupingBy(
                    HostFigures::hostId,
                    Collectors.mapping(HostFigures::arm, Collectors.toList())));
    Map<String, String> arms = new TreeMap<>();
    byHost.forEach(
        (host, ran) -> {
          if (ran.size() == 1) {
            arms.put(host, ran.getFirst());
          }
        });
    return arms;
  }

  private static Optional<String> policy(List<HostFigures> day, String arm) {
    Collection<String> shown =
        day.stream()
            .filter(host -> host.arm().equals(arm))
            .flatMap(
                host ->
                    host.policy() instanceof PolicyInForce.Seen(String policy)
                        ? Stream.of(policy)
                        : Stream.empty())
            .toList();
    return PlanUptake.policy(shown);
  }

  private static List<String> hosts(PairPlan plan) {
    return plan.pairs().stream()
        .flatMap((HostPair pair) -> Stream.of(pair.controlHost(), pair.treatmentHost()))
        .toList();
  }
}
