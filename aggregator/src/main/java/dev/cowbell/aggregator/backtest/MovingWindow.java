package dev.cowbell.aggregator.backtest;

import java.util.OptionalDouble;

/**
 * The moving window recommender of Autopilot (Rzadca et al., EuroSys 2020, section 3.2.1): peaks
 * weighted with a half-life of 48 h, their 98th percentile, and a margin of 10 to 15 %, of which
 * the middle.
 */
record MovingWindow() implements LimitRule {

  static final double HALF_LIFE_SECONDS = 48 * 3600.0;
  static final double PERCENTILE = 0.98;
  static final double MARGIN = 0.125;

  @Override
  public String name() {
    return "moving window";
  }

  @Override
  public OptionalDouble limitBytes(Seen seen) {
    DecayingHistogram histogram = new DecayingHistogram(HALF_LIFE_SECONDS);
    Peaks.daily(seen.lives()).forEach(peak -> histogram.add(peak.bytes(), peak.atSeconds()));
    return histogram.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(histogram.percentile(PERCENTILE) * (1 + MARGIN));
  }
}
