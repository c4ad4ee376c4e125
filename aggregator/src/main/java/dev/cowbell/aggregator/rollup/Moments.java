package dev.cowbell.aggregator.rollup;

/** Sum, sum of squares and range of a figure in bytes. */
public record Moments(double sum, double sumSquares, double min, double max) {

  /** Of no reading at all: neutral in {@link #plus(Moments)}. */
  static final Moments NONE = new Moments(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  Moments plus(double value) {
    return new Moments(
        sum + value, sumSquares + value * value, Math.min(min, value), Math.max(max, value));
  }

  Moments plus(Moments other) {
    return new Moments(
        sum + other.sum,
        sumSquares + other.sumSquares,
        Math.min(min, other.min),
        Math.max(max, other.max));
  }
}
