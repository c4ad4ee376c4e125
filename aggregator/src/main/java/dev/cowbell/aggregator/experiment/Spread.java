package dev.cowbell.aggregator.experiment;

import java.util.Arrays;

/**
 * One figure over hosts.
 *
 * @param hosts how many
 * @param mean their mean
 * @param standardDeviation sample standard deviation; 0 for one host
 * @param magnitude the greatest absolute value, against which rounding is judged
 */
record Spread(int hosts, double mean, double standardDeviation, double magnitude) {
  private static final double ROUNDING = 1e-12;

  static Spread of(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double magnitude = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new Spread(values.length, mean, deviation, magnitude);
  }

  static Spread of(HostSums sums) {
    double mean = sums.hosts() == 0 ? 0 : sums.mean();
    double deviation = sums.standardDeviation();
    return new Spread(sums.hosts(), mean, deviation, Math.abs(mean) + deviation);
  }

  /** Whether all values agree to within rounding. */
  boolean isNil() {
    return standardDeviation <= ROUNDING * magnitude;
  }

  boolean isFinite() {
    return Double.isFinite(mean) && Double.isFinite(standardDeviation);
  }

  double varianceOfMean() {
    return standardDeviation * standardDeviation / hosts;
  }
}
