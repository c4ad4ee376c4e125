package dev.cowbell.aggregator.wholeday;

import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.aggregator.savings.ArmDays;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Prediction;
import dev.cowbell.aggregator.store.DayDecisions;
import dev.cowbell.aggregator.store.DayEvidence;
import dev.cowbell.aggregator.store.ServiceDays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what advice predicts, and what came true of earlier predictions. */
final class LedgerStep {

  private LedgerStep() {}

  static List<DayDecisions.Line> lines(
      DayEvidence evidence,
      ServiceDays about,
      ArmComparisons compared,
      Recommendation policy,
      long today) {
    List<Prediction> kept = evidence.ledger(about);
    List<DayDecisions.Line> lines = new ArrayList<>();
    for (Prediction one : kept) {
      if (about.arms().containsKey(one.arms().control())) {
        treatment(compared, one.arms())
            .ifPresent(arm -> lines.add(new DayDecisions.Line(about, one, one.by(today, arm))));
      }
    }
    predicted(compared, policy, today)
        .filter(one -> kept.stream().noneMatch(old -> same(old.arms(), one.arms())))
        .ifPresent(one -> lines.add(new DayDecisions.Line(about, one, Optional.empty())));
    return lines;
  }

  private static Optional<ArmDays> treatment(ArmComparisons compared, ArmPair arms) {
    return Optional.ofNullable(compared.sums().get(arms.treatment()));
  }

  private static Optional<Prediction> predicted(
      ArmComparisons compared, Recommendation policy, long today) {
    return policy.verdict() instanceof Verdict.UsePolicy use
        ? compared.savings().stream()
            .filter(one -> one.arms().treatment().equals(use.treatment()))
            .filter(one -> one.arms().control().equals(use.control()))
            .flatMap(
                one ->
                    one.days().stream()
                        .map(
                            days ->
                                Prediction.of(
                                    today,
                                    one,
                                    days,
                                    compared.arm(use.control()),
                                    compared.arm(use.treatment()))))
            .findFirst()
        : Optional.empty();
  }

  private static boolean same(ArmPair one, ArmPair other) {
    return one.control().equals(other.control()) && one.treatment().equals(other.treatment());
  }
}
