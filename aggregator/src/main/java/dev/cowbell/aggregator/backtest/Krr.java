package dev.cowbell.aggregator.backtest;

import java.util.OptionalDouble;

/**
 * The simple strategy of Robusta's Kubernetes resource recommender (robusta-dev/krr,
 * robusta_krr/strategies/simple.py): the highest memory of the last 336 h and 15 % on top, from 100
 * readings on; 25 % on top of what was there when memory ran out.
 */
record Krr() implements LimitRule {

  static final double HISTORY_SECONDS = 336 * 3600.0;
  static final int LEAST_POINTS = 100;
  static final double BUFFER = 0.15;
  static final double OOM_BUFFER = 0.25;

  @Override
  public String name() {
    return "KRR";
  }

  @Override
  public OptionalDouble limitBytes(Seen seen) {
    double oldest = seen.nowSeconds() - HISTORY_SECONDS;
    double[] bytes =
        seen.lives().stream()
            .flatMap(
                life ->
                    life.points().stream()
                        .filter(point -> life.bornAtSeconds() + point.ageSeconds() > oldest))
            .mapToDouble(point -> point.privateBytes())
            .toArray();
    if (bytes.length < LEAST_POINTS) {
      return OptionalDouble.empty();
    }
    double highest = 0;
    for (double one : bytes) {
      highest = Math.max(highest, one);
    }
    double outOfMemory =
        seen.hits().stream()
            .filter(hit -> hit.atSeconds() > oldest)
            .mapToDouble(Seen.Hit::bytes)
            .max()
            .orElse(0);
    return OptionalDouble.of(Math.max(highest * (1 + BUFFER), outOfMemory * (1 + OOM_BUFFER)));
  }
}
