package dev.cowbell.bench.result;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The slope of a straight line through samples at equal distances, with its range at 95 %.
 *
 * <p>Least squares; samples that follow each other are alike, so the standard error is widened by
 * sqrt((1 + r) / (1 - r)) with r the correlation of a residual with the next, and the degrees of
 * freedom shrink likewise.
 */
public record Slope(double value, double low, double high) {
  private static final double TWO_SIDED = 0.975;
  private static final double MOST_ALIKE = 0.95;

  /**
   * Of samples in the order of x.
   *
   * @param x in the unit by which the slope is wanted
   */
  public static Slope of(double[] x, double[] y) {
    if (x.length != y.length || x.length < 4) {
      throw new IllegalArgumentException("a slope with a range needs at least 4 samples");
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < x.length; i++) {
      sxx += (x[i] - meanX) * (x[i] - meanX);
      sxy += (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = sxy / sxx;
    double[] residuals = new double[x.length];
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      residuals[i] = y[i] - meanY - slope * (x[i] - meanX);
      squares += residuals[i] * residuals[i];
    }
    double alike = squares == 0 ? 0 : Math.clamp(lagged(residuals) / squares, 0, MOST_ALIKE);
    double widening = (1 + alike) / (1 - alike);
    double freedom = Math.max(1, x.length / widening - 2);
    double error = Math.sqrt(squares / (x.length - 2) / sxx * widening);
    double half = TDistribution.of(freedom).inverseCumulativeProbability(TWO_SIDED) * error;
    return new Slope(slope, slope - half, slope + half);
  }

  private static double lagged(double[] residuals) {
    double sum = 0;
    for (int i = 1; i < residuals.length; i++) {
      sum += residuals[i] * residuals[i - 1];
    }
    return sum;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
