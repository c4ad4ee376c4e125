package dev.cowbell.api.server.capacity;

/**
 * A figure between the least and the most it may be; {@code low <= likely <= high}. Sums and
 * products of ranges hold every sum and product of what they hold: the ends are not probabilities.
 */
public record Range(double low, double likely, double high) {
  public Range {
    if (!(low <= likely && likely <= high)) {
      throw new IllegalArgumentException(
          "%s <= %s <= %s does not hold".formatted(low, likely, high));
    }
  }

  public static final Range ZERO = exactly(0);

  /** A figure without a doubt. */
  public static Range exactly(double figure) {
    return new Range(figure, figure, figure);
  }

  public Range plus(Range other) {
    return new Range(low + other.low, likely + other.likely, high + other.high);
  }

  public Range minus(Range other) {
    return new Range(low - other.high, likely - other.likely, high - other.low);
  }

  /** This as often as a figure of zero or more says. */
  public Range times(double factor) {
    return factor < 0
        ? new Range(high * factor, likely * factor, low * factor)
        : new Range(low * factor, likely * factor, high * factor);
  }

  /** The product of two ranges of zero or more. */
  Range timesPositive(Range factor) {
    return new Range(low * factor.low, likely * factor.likely, high * factor.high);
  }

  /** One plus this, to a power: growth over so many months; of a range above -1. */
  Range compounded(int months) {
    return new Range(
        Math.pow(1 + low, months), Math.pow(1 + likely, months), Math.pow(1 + high, months));
  }

  /** No less than zero. */
  Range orZero() {
    return new Range(Math.max(0, low), Math.max(0, likely), Math.max(0, high));
  }

  /** How many wholes it takes. */
  Range wholesOf(double whole) {
    return new Range(Math.ceil(low / whole), Math.ceil(likely / whole), Math.ceil(high / whole));
  }

  static Range greaterOf(Range one, Range other) {
    return new Range(
        Math.max(one.low, other.low),
        Math.max(one.likely, other.likely),
        Math.max(one.high, other.high));
  }
}
