package dev.cowbell.bench.decisions;

import dev.cowbell.bench.result.Result;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A share of experiments, with its Clopper-Pearson interval at 95 %.
 *
 * @param count experiments that had it
 * @param experiments experiments in all
 */
record Share(int count, int experiments) {
  private static final double TAIL = 0.025;

  double value() {
    return (double) count / experiments;
  }

  Share complement() {
    return new Share(experiments - count, experiments);
  }

  Result named(String name) {
    double low =
        count == 0
            ? 0
            : BetaDistribution.of(count, experiments - count + 1.0)
                .inverseCumulativeProbability(TAIL);
    double high =
        count == experiments
            ? 1
            : BetaDistribution.of(count + 1.0, (double) experiments - count)
                .inverseSurvivalProbability(TAIL);
    return Result.of(name, value(), "share of experiments").within(low, high);
  }
}
