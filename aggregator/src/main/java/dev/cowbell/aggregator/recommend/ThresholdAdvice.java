package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.limit.LimitModel;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * When to restart workers, how many to run and how much memory to ask for, from how workers grow
 * with age and what the tightest host of the class has for them.
 */
public final class ThresholdAdvice {

  private ThresholdAdvice() {}

  /** One recommendation of each kind for a service on a hardware class. */
  public static List<Recommendation> of(ThresholdEvidence evidence) {
    return Stream.concat(limitAndCount(evidence), Stream.of(RequestAdvice.of(evidence))).toList();
  }

  private static Stream<Recommendation> limitAndCount(ThresholdEvidence evidence) {
    List<WorkerBudget> budgets =
        evidence.hosts().stream().filter(WorkerBudget::known).map(WorkerBudget::of).toList();
    if (budgets.isEmpty()) {
      return lacking(
          evidence,
          new Verdict.NotEnough(
              "hosts with a known footprint",
              0,
              1,
              "On no host are available memory and the footprint of the service both known: let the collector read the workers in full."));
    }
    LimitModel model = LimitModel.of(evidence.lives(), evidence.workersPerHost());
    return model.isUsable()
        ? planned(evidence, budgets, model)
        : lacking(evidence, tooLittleHistory(model));
  }

  private static Stream<Recommendation> planned(
      ThresholdEvidence evidence, List<WorkerBudget> budgets, LimitModel model) {
    WorkerBudget tightest =
        budgets.stream()
            .min(Comparator.comparingDouble(WorkerBudget::perWorkerBytes))
            .orElseThrow();
    double leaving = evidence.exitsAtOnce() ? 0 : evidence.stillSharedBytes();
    Boundness bound = Boundness.of(evidence.loads());
    Plan plan = Plan.of(model, tightest.shape(leaving), bound.bound(), evidence);
    PlanWords words = new PlanWords(plan, bound, budgets.size());
    return Stream.of(
        LimitAdvice.of(plan, words, evidence), CountAdvice.of(plan, bound, words, evidence));
  }

  private static Verdict.NotEnough tooLittleHistory(LimitModel model) {
    int lives = model.law().lives();
    if (lives < LimitModel.LEAST_LIVES) {
      return new Verdict.NotEnough(
          "workers read more than once",
          lives,
          LimitModel.LEAST_LIVES,
          "%d workers have been read more than once; %d are needed to know how they differ: keep measuring."
              .formatted(lives, LimitModel.LEAST_LIVES));
    }
    double minutes = model.law().oldestSeconds() / 60;
    double needed = LimitModel.LEAST_SEEN_SECONDS / 60;
    return new Verdict.NotEnough(
        "minutes of growth history",
        minutes,
        needed,
        "The oldest worker has been seen at an age of %s min; %s are needed to tell growth from starting up: keep measuring."
            .formatted(Humane.number(minutes), Humane.number(needed)));
  }

  private static Stream<Recommendation> lacking(
      ThresholdEvidence evidence, Verdict.NotEnough missing) {
    return Stream.of(Kind.WORKER_RSS_LIMIT, Kind.WORKER_COUNT)
        .map(
            kind ->
                new Recommendation(
                    kind,
                    missing,
                    missing.detail(),
                    List.of(),
                    List.of(),
                    OptionalDouble.empty(),
                    evidence.coverage(),
                    evidence.simulated()));
  }
}
