package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.recommend.GcPolicyAdvice;
import dev.cowbell.aggregator.recommend.HostMemory;
import dev.cowbell.aggregator.recommend.HostScale;
import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.WorkerLimitAdvice;
import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.store.DecisionEvidence;
import dev.cowbell.aggregator.store.Decisions;
import dev.cowbell.aggregator.store.ServiceOnClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One pass over all services: fetches what the pure functions ask for and collects what they
 * answer.
 */
final class DecisionPass {

  private final DecisionEvidence evidence;
  private final List<Decisions.OfSavings> savings = new ArrayList<>();
  private final List<Decisions.OfRecommendation> recommendations = new ArrayList<>();

  private DecisionPass(DecisionEvidence evidence) {
    this.evidence = evidence;
  }

  static Decisions over(DecisionEvidence evidence) {
    DecisionPass pass = new DecisionPass(evidence);
    evidence.tickCoverage().forEach(pass::decide);
    return new Decisions(pass.savings, pass.recommendations);
  }

  private void decide(ServiceOnClass about, double tickCoverage) {
    List<HostMemory> hosts =
        evidence.hosts(about).stream().filter(host -> host.workers() > 0).toList();
    List<ArmAge> arms = evidence.arms(about);
    List<Savings> found = compared(about, arms);
    found.forEach(s -> savings.add(new Decisions.OfSavings(about, s, tickCoverage)));
    add(about, GcPolicyAdvice.of(arms, found, scale(hosts)), tickCoverage);
    if (!hosts.isEmpty()) {
      add(about, WorkerLimitAdvice.of(hosts, evidence.workers(about)), tickCoverage);
    }
  }

  private List<Savings> compared(ServiceOnClass about, List<ArmAge> arms) {
    return ArmPair.of(arms).stream().flatMap(pair -> compared(about, pair).stream()).toList();
  }

  private Optional<Savings> compared(ServiceOnClass about, ArmPair pair) {
    return Savings.between(
        pair,
        evidence.workers(about, pair.control(), pair.atAgeSeconds()),
        evidence.workers(about, pair.treatment(), pair.atAgeSeconds()));
  }

  private void add(ServiceOnClass about, Recommendation recommendation, double tickCoverage) {
    recommendations.add(new Decisions.OfRecommendation(about, recommendation, tickCoverage));
  }

  private static Optional<HostScale> scale(List<HostMemory> hosts) {
    return hosts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HostScale(
                hosts.stream().mapToInt(HostMemory::workers).average().orElseThrow(),
                (long) hosts.stream().mapToLong(HostMemory::totalBytes).average().orElseThrow()));
  }
}
