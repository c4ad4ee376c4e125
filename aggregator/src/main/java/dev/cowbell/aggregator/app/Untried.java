package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.limit.WorkerLife;
import dev.cowbell.aggregator.opportunity.Opportunity;
import dev.cowbell.aggregator.opportunity.ServiceLoss;
import dev.cowbell.aggregator.recommend.HostMemory;
import dev.cowbell.aggregator.recommend.Kind;
import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.aggregator.store.Decisions;
import dev.cowbell.aggregator.store.ServiceOnClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What services lose that no whole day was seen of yet, told with the advice that lacks evidence.
 * Seen over a whole pass, because losses are ranked against each other.
 */
final class Untried {

  private final List<ServiceLoss> losses = new ArrayList<>();

  void add(ServiceOnClass about, List<HostMemory> hosts, List<WorkerLife> lives) {
    int workers = hosts.stream().mapToInt(HostMemory::workers).sum();
    lives.stream()
        .mapToDouble(life -> life.points().getLast().lossBytes())
        .average()
        .ifPresent(
            loss ->
                losses.add(
                    new ServiceLoss(
                        about.service(), about.hardwareClass(), loss, workers, hosts.size())));
  }

  List<Decisions.OfRecommendation> told(List<Decisions.OfRecommendation> recommendations) {
    Map<ServiceOnClass, Opportunity> opportunities =
        Opportunity.ranked(losses, List.of()).stream()
            .collect(
                Collectors.toMap(
                    one -> new ServiceOnClass(one.loss().service(), one.loss().hardwareClass()),
                    Function.identity()));
    return recommendations.stream().map(row -> told(row, opportunities)).toList();
  }

  private static Decisions.OfRecommendation told(
      Decisions.OfRecommendation row, Map<ServiceOnClass, Opportunity> opportunities) {
    Recommendation advice = row.recommendation();
    Opportunity opportunity = opportunities.get(row.about());
    boolean lacks =
        advice.kind() == Kind.GC_POLICY && advice.verdict() instanceof Verdict.NotEnough;
    return lacks && opportunity != null
        ? new Decisions.OfRecommendation(
            row.about(), advice.with(opportunity.sentences()), row.tickCoverage())
        : row;
  }
}
