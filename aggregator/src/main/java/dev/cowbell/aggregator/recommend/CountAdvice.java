package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.limit.Settled;
import java.util.OptionalDouble;

/** The number of workers of a plan, put into words and settings. */
final class CountAdvice {

  private static final String NONE_FITS =
      "Not even one worker fits into what the tightest host has.";

  private CountAdvice() {}

  static Recommendation of(
      Plan plan, Boundness bound, PlanWords words, ThresholdEvidence evidence) {
    int present = plan.shape().workers();
    Settled stands = evidence.settled(Kind.WORKER_COUNT, plan.workers());
    int workers = (int) stands.value();
    return new Recommendation(
        Kind.WORKER_COUNT,
        workers < 1 ? none() : count(workers, present, plan),
        summary(workers, present, bound),
        words.evidence(),
        words.wouldChange(),
        OptionalDouble.of(stands.sinceSeconds()),
        evidence.coverage(),
        evidence.simulated());
  }

  private static Verdict none() {
    return new Verdict.NotEnough("workers that fit", 0, 1, NONE_FITS);
  }

  /** From what fits when all stand at the limit at once to what fits on average. */
  private static Verdict count(int workers, int present, Plan plan) {
    double whateverAges = plan.shape().budgetBytes() / Math.max(1, plan.limit().bytes());
    return new Verdict.SetCount(
        workers,
        (int) Math.clamp(whateverAges, 1, workers),
        Math.max(workers, plan.boldestWorkers()),
        present,
        snippet(workers));
  }

  private static String summary(int workers, int present, Boundness bound) {
    if (workers < 1) {
      return NONE_FITS;
    }
    if (workers > present) {
      return "Run %d workers instead of %d: memory is what these hosts run out of, and it is there."
          .formatted(workers, present);
    }
    if (workers < present) {
      return "Run %d workers instead of %d: more would have to be restarted more than once an hour."
          .formatted(workers, present);
    }
    return switch (bound.bound()) {
      case MEMORY -> "Keep %d workers: memory has no room for more.".formatted(present);
      case CPU ->
          "Keep %d workers: the CPUs are what these hosts run out of, so spare memory goes into a higher restart limit."
              .formatted(present);
      case NEITHER, UNKNOWN ->
          "Keep %d workers: nothing says that these hosts are short of them.".formatted(present);
    };
  }

  private static String snippet(int workers) {
    return """
    # uWSGI
    processes = %1$d

    # gunicorn: in gunicorn.conf.py
    workers = %1$d

    # Puma: in config/puma.rb
    workers %1$d

    # php-fpm: in the pool's file
    pm.max_children = %1$d
    """
        .formatted(workers);
  }
}
