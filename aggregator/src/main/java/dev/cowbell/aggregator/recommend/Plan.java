package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.limit.FleetShape;
import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.LimitModel;
import dev.cowbell.aggregator.limit.LimitPolicy;
import dev.cowbell.aggregator.limit.RestartLimit;
import dev.cowbell.aggregator.limit.Settled;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.List;

/**
 * Limit and number of workers together, since both spend the same memory. A memory-bound class gets
 * as many workers as fit when each is restarted about once a day; any other keeps its number and
 * lets workers grow as large as that allows. Where workers would be restarted more than once an
 * hour there are too many of them, and the number is lowered.
 *
 * @param limit the limit with its jitter, as it is advised
 * @param limitStands since when it is advised
 * @param workers workers advised on the tightest host
 * @param shape the tightest host
 */
record Plan(
    LimitModel model,
    FleetShape shape,
    RestartLimit limit,
    Settled limitStands,
    double boldestBytes,
    double withoutJitterBytes,
    int workers,
    int boldestWorkers) {

  static final double RESTARTS_A_DAY = 1;
  static final double TOO_MANY_RESTARTS_A_DAY = 24;

  private static final double BEYOND_SEEN = 1.25;
  private static final double MOST_MORE_WORKERS = 1.25;

  static Plan of(
      LimitModel model, FleetShape shape, Boundness.Bound bound, ThresholdEvidence evidence) {
    double most = Math.max(shape.alwaysSafeBytes(), BEYOND_SEEN * largestSeen(evidence.lives()));
    RestartLimit largest = capped(RestartLimit.best(model, shape), most, model, shape);
    boolean crowded = largest.restartsPerWorkerDay() > TOO_MANY_RESTARTS_A_DAY;
    boolean grows = bound == Boundness.Bound.MEMORY || crowded;
    FleetShape roomy = crowded ? shape.withWorkers(1) : shape;
    RestartLimit base =
        crowded ? capped(RestartLimit.best(model, roomy), most, model, roomy) : largest;
    RestartLimit wanted =
        grows ? RestartLimit.sparing(RESTARTS_A_DAY, base, model, roomy) : largest;
    int mostWorkers = (int) Math.max(1, Math.floor(MOST_MORE_WORKERS * shape.workers()));
    int fitting = grows ? wanted.mostWorkers(model, shape, mostWorkers) : shape.workers();
    int workers = crowded ? Math.min(fitting, shape.workers()) : Math.max(fitting, shape.workers());
    Settled stands = evidence.settled(Kind.WORKER_RSS_LIMIT, wanted.bytes());
    FleetShape planned = shape.withWorkers(Math.max(1, workers));
    RestartLimit limit =
        RestartLimit.given(stands.value(), model, planned, policy(wanted.jitter()));
    return new Plan(
        model,
        shape,
        limit,
        stands,
        Math.max(limit.bytes(), RestartLimit.boldestBytes(model, shape, policy(limit.jitter()))),
        withoutJitter(limit, model, planned),
        workers,
        Math.max(workers, (int) (shape.budgetBytes() / Math.max(1, perWorker(limit, planned)))));
  }

  private static double perWorker(RestartLimit limit, FleetShape planned) {
    return limit.peakBytes() / planned.workers();
  }

  /** Without jitter the same memory bears a smaller limit, in the same proportion. */
  private static double withoutJitter(RestartLimit limit, LimitModel model, FleetShape shape) {
    double jittered = RestartLimit.of(model, shape, policy(limit.jitter())).bytes();
    double even = RestartLimit.of(model, shape, LimitPolicy.DEFAULT).bytes();
    return limit.bytes() * Math.min(1, even / Math.max(1, jittered));
  }

  private static RestartLimit capped(
      RestartLimit limit, double most, LimitModel model, FleetShape shape) {
    return limit.bytes() <= most
        ? limit
        : RestartLimit.given(most, model, shape, policy(limit.jitter()));
  }

  private static LimitPolicy policy(double jitter) {
    return LimitPolicy.DEFAULT.withJitter(jitter);
  }

  /** Beyond it growth is an extrapolation. */
  private static double largestSeen(List<WorkerLife> lives) {
    return lives.stream()
        .flatMap(life -> life.points().stream())
        .mapToDouble(LifePoint::privateBytes)
        .max()
        .orElse(0);
  }
}
