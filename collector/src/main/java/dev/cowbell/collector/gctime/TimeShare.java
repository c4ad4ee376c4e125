package dev.cowbell.collector.gctime;

import java.util.Optional;

/**
 * A share of time with its 95 % interval. Looks come at exponentially distributed gaps, so the
 * share of looks that hit is the share of time (PASTA: Poisson arrivals see time averages).
 *
 * <p>Hits come in clusters, a pause being hit more than once, so the interval rests on clusters and
 * not on looks. For clusters of h hits that come as a Poisson process the hits are a compound
 * Poisson count: with H = sum h and Q = sum h squared it behaves like R = H²/Q independent events
 * of Q/H hits each. The interval of R is the exact one of a Poisson count (Garwood 1936), its
 * chi-squared quantiles by Wilson and Hilferty (1931):
 *
 * <pre>
 *   share = H / n        low = chi²(2.5 %, 2R) / 2 · Q/H / n        high = chi²(97.5 %, 2R + 2) / 2 · Q/H / n
 *
 *   n      H   Q    share    low      high
 *   500    0   0    0        0        0.0074
 *   500    9   9    0.0180   0.0082   0.0342
 *   500    9   27   0.0180   0.0037   0.0526      the same hits in 3 clusters of 3
 * </pre>
 */
public record TimeShare(double share, double low, double high) {
  private static final double Z = 1.959964;

  /** The share of all looks' time; empty where there was no look. */
  public static Optional<TimeShare> of(FlagSample sample) {
    if (sample.looks() == 0) {
      return Optional.empty();
    }
    double looks = sample.looks();
    double clusterHits = sample.hits() == 0 ? 1 : (double) sample.squaredHits() / sample.hits();
    double clusters = sample.hits() / clusterHits;
    return Optional.of(
        new TimeShare(
            sample.hits() / looks,
            clusters == 0 ? 0 : chiSquared(-Z, 2 * clusters) / 2 * clusterHits / looks,
            Math.min(1, chiSquared(Z, 2 * clusters + 2) / 2 * clusterHits / looks)));
  }

  /**
   * The same time as a share of the CPU time used meanwhile; at most 1, since a collector that
   * waits for a CPU is seen running too.
   *
   * @param cpuPerWall CPU time of the same processes by the time they were looked at
   */
  public TimeShare ofCpu(double cpuPerWall) {
    return new TimeShare(
        Math.min(1, share / cpuPerWall),
        Math.min(1, low / cpuPerWall),
        Math.min(1, high / cpuPerWall));
  }

  private static double chiSquared(double z, double degreesOfFreedom) {
    double ninth = 2 / (9 * degreesOfFreedom);
    double root = Math.max(0, 1 - ninth + z * Math.sqrt(ninth));
    return degreesOfFreedom * root * root * root;
  }
}
