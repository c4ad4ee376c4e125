package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.ipc.CpiHostDay;
import dev.cowbell.aggregator.ipc.IpcGain;
import dev.cowbell.aggregator.recommend.GcPolicyAdvice;
import dev.cowbell.aggregator.recommend.HostMemory;
import dev.cowbell.aggregator.recommend.HostScale;
import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.ThresholdAdvice;
import dev.cowbell.aggregator.recommend.ThresholdEvidence;
import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.savings.WorkerEvidence;
import dev.cowbell.aggregator.store.DecisionEvidence;
import dev.cowbell.aggregator.store.Decisions;
import dev.cowbell.aggregator.store.ServiceOnClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One pass over all services: fetches what the pure functions ask for and collects what they
 * answer.
 */
final class DecisionPass {

  private final DecisionEvidence evidence;
  private final List<Decisions.OfSavings> savings = new ArrayList<>();
  private final List<Decisions.OfRecommendation> recommendations = new ArrayList<>();

  private final Untried untried = new Untried();
  private final Set<ServiceOnClass> decidedOnWholeDays;
  private final Map<ServiceOnClass, Decisions.OfRecommendation> lackingWholeDays = new HashMap<>();

  private DecisionPass(DecisionEvidence evidence, Decisions onWholeDays) {
    this.evidence = evidence;
    this.savings.addAll(onWholeDays.savings());
    this.decidedOnWholeDays =
        onWholeDays.savings().stream().map(Decisions.OfSavings::about).collect(Collectors.toSet());
    for (Decisions.OfRecommendation one : onWholeDays.recommendations()) {
      if (decidedOnWholeDays.contains(one.about())) {
        recommendations.add(one);
      } else {
        lackingWholeDays.put(one.about(), one);
      }
    }
  }

  /**
   * Decides.
   *
   * @param onWholeDays what whole days came to. Where they compare arms, raw rows do not say
   *     better; where they do not yet, raw rows show what it looks like and advise nothing
   */
  static Decisions over(DecisionEvidence evidence, Decisions onWholeDays) {
    DecisionPass pass = new DecisionPass(evidence, onWholeDays);
    evidence.tickCoverage().forEach(pass::decide);
    pass.recommendations.addAll(pass.lackingWholeDays.values());
    return new Decisions(pass.savings, pass.untried.told(pass.recommendations));
  }

  private void decide(ServiceOnClass about, double tickCoverage) {
    List<HostMemory> hosts =
        evidence.hosts(about).stream().filter(host -> host.workers() > 0).toList();
    List<ArmAge> arms = evidence.arms(about);
    boolean decided = decidedOnWholeDays.contains(about);
    if (!decided) {
      List<Savings> found = compared(about, arms);
      found.forEach(s -> savings.add(new Decisions.OfSavings(about, s, tickCoverage)));
      add(
          about,
          GcPolicyAdvice.preliminary(arms, found, scale(hosts))
              .with(ipc(about, found))
              .with(wholeDays(about)),
          tickCoverage);
    }
    if (!hosts.isEmpty()) {
      ThresholdEvidence thresholds = evidence.thresholds(about, hosts, exitsAtOnce(arms));
      if (!decided) {
        untried.add(about, hosts, thresholds.lives());
      }
      ThresholdAdvice.of(thresholds).forEach(advice -> add(about, advice, tickCoverage));
    }
  }

  private List<String> wholeDays(ServiceOnClass about) {
    Decisions.OfRecommendation lacking = lackingWholeDays.remove(about);
    return lacking == null
        ? List.of()
        : List.of("Whole days do not decide yet: " + lacking.recommendation().summary());
  }

  private static boolean exitsAtOnce(List<ArmAge> arms) {
    return !arms.isEmpty() && arms.stream().allMatch(arm -> arm.arm().contains("exit-immediate"));
  }

  private List<Savings> compared(ServiceOnClass about, List<ArmAge> arms) {
    return ArmPair.of(arms).stream().flatMap(pair -> compared(about, pair).stream()).toList();
  }

  private Optional<Savings> compared(ServiceOnClass about, ArmPair pair) {
    List<WorkerEvidence> control = evidence.workers(about, pair.control(), pair.atAgeSeconds());
    Optional<Savings> found =
        Savings.between(
            pair, control, evidence.workers(about, pair.treatment(), pair.atAgeSeconds()));
    found.ifPresent(savings -> untried.recovered(about, savings, control));
    return found;
  }

  private List<String> ipc(ServiceOnClass about, List<Savings> found) {
    List<CpiHostDay> days = found.isEmpty() ? List.of() : evidence.cpi(about);
    return found.stream()
        .flatMap(
            savings ->
                IpcGain.between(days, savings.arms().control(), savings.arms().treatment())
                    .map(gain -> gain.sentence(savings.arms().treatment()))
                    .stream())
        .toList();
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
