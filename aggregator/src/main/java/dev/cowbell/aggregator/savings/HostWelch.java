package dev.cowbell.aggregator.savings;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Welch's interval for a difference of host means, with the error spent over looks: the k-th look,
 * at k + 3 hosts per arm, may err with probability 0.05 / (k (k + 1)), and these add up to 0.05.
 * The host is the unit, because workers of one family are not independent.
 *
 * <p>Worked: sd 30 MB between hosts, 8 hosts per arm, so k = 5: standard error 15.0 MB, 14 degrees
 * of freedom, half-width 58 MB.
 */
final class HostWelch {

  static final int LEAST_HOSTS = 4;
  private static final double ALPHA = 0.05;

  private HostWelch() {}

  /** First less second. */
  static Estimate difference(double[] first, double[] second) {
    double difference = mean(first) - mean(second);
    double halfWidth = halfWidth(variance(first), first.length, variance(second), second.length);
    return new Estimate(difference, difference - halfWidth, difference + halfWidth);
  }

  static double halfWidth(double firstVariance, int n1, double secondVariance, int n2) {
    double a = firstVariance / n1;
    double b = secondVariance / n2;
    if (a + b == 0) {
      return 0;
    }
    double degrees = (a + b) * (a + b) / (a * a / (n1 - 1) + b * b / (n2 - 1));
    int look = Math.min(n1, n2) - LEAST_HOSTS + 1;
    double alpha = ALPHA / (look * (look + 1.0));
    return TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2) * Math.sqrt(a + b);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }
}
