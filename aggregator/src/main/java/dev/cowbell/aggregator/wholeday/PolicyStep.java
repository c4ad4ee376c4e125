package dev.cowbell.aggregator.wholeday;

import dev.cowbell.aggregator.experiment.Design;
import dev.cowbell.aggregator.ipc.ArmWork;
import dev.cowbell.aggregator.recommend.GcPolicyAdvice;
import dev.cowbell.aggregator.recommend.HostScale;
import dev.cowbell.aggregator.recommend.LackingWords;
import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.aggregator.recommend.VersionAnswers;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.ArmScale;
import dev.cowbell.aggregator.savings.Comparison;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.store.DayEvidence;
import dev.cowbell.aggregator.store.ServiceDays;
import dev.cowbell.aggregator.store.VersionSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Advice on the policy of the collector, with everything that whole days say about the arms. */
record PolicyStep(DayEvidence evidence, ServiceDays about, ArmComparisons compared, long today) {

  private static final int DAYS = 14;
  private static final int VERSION_DAYS = 7;

  Recommendation advice() {
    List<Savings> savings = compared.savings();
    if (savings.isEmpty()) {
      return GcPolicyAdvice.lacking(compared.arms(), lacking());
    }
    Recommendation advice = GcPolicyAdvice.of(compared.arms(), savings, scale());
    Savings told = told(advice, savings);
    List<String> more = new ArrayList<>();
    boolean sameLoad = told.days().filter(days -> days.design() == Design.PAIRED).isPresent();
    more.addAll(
        new ArmWork(
                evidence.counters(about, today - DAYS),
                told.arms().control(),
                told.arms().treatment())
            .sentences(sameLoad));
    return versions(told.arms()).judged(advice).with(more);
  }

  /** The comparison that the advice speaks of. */
  private static Savings told(Recommendation advice, List<Savings> savings) {
    return savings.stream()
        .filter(
            one ->
                advice.verdict() instanceof Verdict.UsePolicy use
                    && use.treatment().equals(one.arms().treatment())
                    && use.control().equals(one.arms().control()))
        .findFirst()
        .orElseGet(
            () -> savings.stream().max(Comparator.comparingDouble(Savings::rank)).orElseThrow());
  }

  private Optional<Verdict.NotEnough> lacking() {
    return compared.comparisons().stream()
        .flatMap(
            (Comparison one) ->
                one.lacking().map(lack -> LackingWords.of(one.arms(), lack)).stream())
        .findFirst();
  }

  private Optional<HostScale> scale() {
    int hosts = about.sizes().values().stream().mapToInt(ArmScale::hosts).sum();
    double workers = about.sizes().values().stream().mapToDouble(ArmScale::workers).sum();
    return hosts == 0
        ? Optional.empty()
        : Optional.of(new HostScale(workers / hosts, about.scale().memoryBytes()));
  }

  private VersionAnswers versions(ArmPair arms) {
    return VersionAnswers.of(
        arms,
        evidence.versions(about, today - VERSION_DAYS).stream()
            .map((VersionSums one) -> new VersionAnswers.Arm(one.version(), one.arm(), one.loss()))
            .toList());
  }
}
