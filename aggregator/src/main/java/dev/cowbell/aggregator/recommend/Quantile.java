package dev.cowbell.aggregator.recommend;

import java.util.Arrays;

/** Quantiles of few values: the least value that at least this share does not exceed. */
final class Quantile {

  private Quantile() {}

  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
  }

  static double median(double[] values) {
    return of(values, 0.5);
  }
}
