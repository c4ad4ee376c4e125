package dev.cowbell.aggregator.limit;

/**
 * What one place for a worker holds at each step.
 *
 * @param means mean bytes
 * @param variances variance of that between places of one host
 * @param restartsPerDay restarts of a place at its limit
 */
@SuppressWarnings("ArrayRecordComponent") // read by primitive loops only, never compared
record Held(double[] means, double[] variances, double restartsPerDay) {

  static Held of(double[] sums, double[] squares, int places, double restarts) {
    double[] means = new double[sums.length];
    double[] variances = new double[sums.length];
    for (int step = 0; step < sums.length; step++) {
      means[step] = sums[step] / places;
      variances[step] = Math.max(0, squares[step] / places - means[step] * means[step]);
    }
    return new Held(means, variances, restarts / places);
  }
}
