package dev.cowbell.aggregator.backtest;

/**
 * The histogram of the Kubernetes vertical pod autoscaler (kubernetes/autoscaler,
 * vertical-pod-autoscaler/pkg/recommender/util/histogram_options.go and decaying_histogram.go):
 * bucket n begins at {@code first x (1.05^n - 1) / 0.05}, a sample's weight doubles with every
 * half-life that it is younger, and a percentile is the end of the bucket it falls into.
 *
 * <pre>
 *   bucket   0        1         2          10              175
 *   begins   0     1e7 B  2.05e7 B  1.2578e8 B   above 1e12 B
 * </pre>
 */
final class DecayingHistogram {

  static final double FIRST_BUCKET_BYTES = 1e7;
  static final double GROWTH = 1.05;
  static final double LARGEST_BYTES = 1e12;
  static final int BUCKETS =
      (int) Math.ceil(log(LARGEST_BYTES * (GROWTH - 1) / FIRST_BUCKET_BYTES + 1)) + 1;

  /** Buckets that hold less than this share of all weight count as empty. */
  private static final double EPSILON = 1e-4;

  private final double halfLifeSeconds;
  private final double[] weights = new double[BUCKETS];
  private double total;
  private double reference = Double.NaN;

  DecayingHistogram(double halfLifeSeconds) {
    this.halfLifeSeconds = halfLifeSeconds;
  }

  /** Samples may come in any order; one much younger than the first moves the reference along. */
  void add(double bytes, double atSeconds) {
    if (Double.isNaN(reference)) {
      reference = atSeconds;
    }
    double exponent = (atSeconds - reference) / halfLifeSeconds;
    if (exponent > 100) {
      rescale(Math.scalb(1.0, (int) -Math.floor(exponent)));
      reference += Math.floor(exponent) * halfLifeSeconds;
      exponent = (atSeconds - reference) / halfLifeSeconds;
    }
    double weight = Math.pow(2, exponent);
    weights[bucket(bytes)] += weight;
    total += weight;
  }

  boolean isEmpty() {
    return total <= 0;
  }

  double percentile(double share) {
    double threshold = share * total;
    double sum = 0;
    int last = lastFilled();
    for (int n = 0; n < last; n++) {
      sum += weights[n];
      if (sum >= threshold) {
        return end(n);
      }
    }
    return end(last);
  }

  static int bucket(double bytes) {
    return bytes < FIRST_BUCKET_BYTES
        ? 0
        : Math.min(BUCKETS - 1, (int) log(bytes * (GROWTH - 1) / FIRST_BUCKET_BYTES + 1));
  }

  static double start(int bucket) {
    return FIRST_BUCKET_BYTES * (Math.pow(GROWTH, bucket) - 1) / (GROWTH - 1);
  }

  private static double end(int bucket) {
    return start(Math.min(BUCKETS - 1, bucket + 1));
  }

  private int lastFilled() {
    int last = BUCKETS - 1;
    while (last > 0 && weights[last] < EPSILON * total) {
      last--;
    }
    return last;
  }

  private void rescale(double factor) {
    for (int n = 0; n < BUCKETS; n++) {
      weights[n] *= factor;
    }
    total *= factor;
  }

  private static double log(double value) {
    return Math.log(value) / Math.log(GROWTH);
  }
}
