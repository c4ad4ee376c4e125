package dev.cowbell.aggregator.backtest;

import java.util.OptionalDouble;

/**
 * The memory recommendation of the Kubernetes vertical pod autoscaler (kubernetes/autoscaler,
 * vertical-pod-autoscaler/pkg/recommender: model/aggregations_config.go, logic/recommender.go),
 * each worker taken as a container: its daily peaks of the last 8 days in a {@link
 * DecayingHistogram} with a half-life of 24 h, the 90th percentile, 15 % on top, at least 250 MB.
 * Running out of memory adds a sample of max(bytes x 1.2, bytes + 100 MiB).
 */
record VpaMemory(double percentile, String name) implements LimitRule {

  static final double HALF_LIFE_SECONDS = 86_400;
  static final double WINDOW_SECONDS = 8 * 86_400.0;
  static final double MARGIN = 0.15;
  static final double OOM_RATIO = 1.2;
  static final double OOM_BYTES = 100.0 * 1024 * 1024;
  static final double FLOOR_BYTES = 250e6;

  /** What it sets: its target. */
  static final VpaMemory TARGET = new VpaMemory(0.9, "VPA target");

  /** Below this it would evict. */
  static final VpaMemory LOWER = new VpaMemory(0.5, "VPA lower bound");

  /** Above this it would evict. */
  static final VpaMemory UPPER = new VpaMemory(0.95, "VPA upper bound");

  @Override
  public OptionalDouble limitBytes(Seen seen) {
    DecayingHistogram histogram = new DecayingHistogram(HALF_LIFE_SECONDS);
    double oldest = seen.nowSeconds() - WINDOW_SECONDS;
    Peaks.daily(seen.lives()).stream()
        .filter(peak -> peak.atSeconds() > oldest)
        .forEach(peak -> histogram.add(peak.bytes(), peak.atSeconds()));
    seen.hits().stream()
        .filter(hit -> hit.atSeconds() > oldest)
        .forEach(hit -> histogram.add(afterOom(hit.bytes()), hit.atSeconds()));
    return histogram.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(FLOOR_BYTES, histogram.percentile(percentile) * (1 + MARGIN)));
  }

  static double afterOom(double bytes) {
    return Math.max(bytes * OOM_RATIO, bytes + OOM_BYTES);
  }
}
