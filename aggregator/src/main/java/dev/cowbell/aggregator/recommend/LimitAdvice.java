package dev.cowbell.aggregator.recommend;

import java.util.OptionalDouble;

/** The restart limit of a plan, put into words and settings. */
final class LimitAdvice {

  private LimitAdvice() {}

  static Recommendation of(Plan plan, PlanWords words, ThresholdEvidence evidence) {
    return plan.limit().restartsPerWorkerDay() > Plan.TOO_MANY_RESTARTS_A_DAY
            || plan.limit().bytes() <= 0
        ? tooTight(plan, words, evidence)
        : limit(plan, words, evidence);
  }

  private static Recommendation limit(Plan plan, PlanWords words, ThresholdEvidence evidence) {
    long uss = (long) plan.limit().bytes();
    long shared = (long) evidence.stillSharedBytes();
    Verdict.SetLimit verdict =
        new Verdict.SetLimit(
            uss,
            uss + shared,
            (long) Math.min((double) uss, plan.shape().alwaysSafeBytes()),
            (long) Math.max((double) uss, plan.boldestBytes()),
            plan.limit().jitter(),
            (long) plan.withoutJitterBytes(),
            plan.limit().restartsPerWorkerDay(),
            LimitSettings.of(plan, shared));
    String summary =
        "Restart a worker when its private memory reaches %s (resident memory %s), each life up to %s earlier."
            .formatted(
                Humane.bytes((double) uss),
                Humane.bytes((double) (uss + shared)),
                Humane.percent(plan.limit().jitter()));
    return recommendation(
        verdict, OptionalDouble.of(plan.limitStands().sinceSeconds()), summary, words, evidence);
  }

  private static Recommendation tooTight(Plan plan, PlanWords words, ThresholdEvidence evidence) {
    double each = plan.shape().alwaysSafeBytes();
    double needed = plan.model().law().meanPrivateBytes(3600);
    String detail =
        "The tightest host has %s of private memory for each of its %d workers, and they hold %s after an hour: run fewer workers there, or stop their growth first."
            .formatted(Humane.bytes(each), plan.shape().workers(), Humane.bytes(needed));
    return recommendation(
        new Verdict.NotEnough("bytes of private memory per worker", each, needed, detail),
        OptionalDouble.empty(),
        detail,
        words,
        evidence);
  }

  private static Recommendation recommendation(
      Verdict verdict,
      OptionalDouble since,
      String summary,
      PlanWords words,
      ThresholdEvidence evidence) {
    return new Recommendation(
        Kind.WORKER_RSS_LIMIT,
        verdict,
        summary,
        words.evidence(),
        words.wouldChange(),
        since,
        evidence.coverage(),
        evidence.simulated());
  }
}
