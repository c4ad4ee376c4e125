package dev.cowbell.aggregator.rollup;

/** Counts and plain sums of a roll-up; sums of bytes stay exact below 2^53. */
public record Totals(
    long readings,
    long estimatedReadings,
    long simulatedReadings,
    double inheritedSum,
    double stillSharedSum,
    double rssSum) {

  static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

  Totals plus(SharingSample sample) {
    return new Totals(
        readings + 1,
        estimatedReadings + (sample.estimated() ? 1 : 0),
        simulatedReadings + (sample.simulated() ? 1 : 0),
        inheritedSum + sample.inheritedBytes(),
        stillSharedSum + sample.stillSharedBytes(),
        rssSum + sample.rssBytes());
  }

  Totals plus(Totals other) {
    return new Totals(
        readings + other.readings,
        estimatedReadings + other.estimatedReadings,
        simulatedReadings + other.simulatedReadings,
        inheritedSum + other.inheritedSum,
        stillSharedSum + other.stillSharedSum,
        rssSum + other.rssSum);
  }
}
