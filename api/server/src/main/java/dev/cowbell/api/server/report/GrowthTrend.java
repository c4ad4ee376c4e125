package dev.cowbell.api.server.report;

import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.history.DayTotal;
import java.util.List;
import java.util.Optional;

/**
 * How fast families grow, from what they cost on past days: a straight line through the logarithms
 * of the days' figures, by least squares, as growth per month of 30.4 days.
 *
 * <p>slope = S(xy) / S(xx); its standard error = sqrt((S(yy) - slope S(xy)) / (n - 2) / S(xx)); the
 * range is slope ± 2.18 standard errors, Student's t of 12 degrees of freedom at 95 %, the widest
 * that {@value #FEWEST_DAYS} days or more can need. Days are not independent of each other, so the
 * range is that of the line and no confidence interval.
 */
record GrowthTrend(int days, Optional<Range> monthly) {
  static final int FEWEST_DAYS = 14;
  private static final double DAYS_OF_A_MONTH = 30.4;
  private static final double STUDENT_T = 2.18;

  static GrowthTrend of(List<DayTotal> totals) {
    List<DayTotal> known = totals.stream().filter(t -> t.bytesPerHost() > 0).toList();
    return new GrowthTrend(
        known.size(), known.size() < FEWEST_DAYS ? Optional.empty() : Optional.of(monthly(known)));
  }

  private static Range monthly(List<DayTotal> totals) {
    double meanX = totals.stream().mapToDouble(GrowthTrend::x).average().orElseThrow();
    double meanY = totals.stream().mapToDouble(GrowthTrend::y).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (DayTotal total : totals) {
      double dx = x(total) - meanX;
      double dy = y(total) - meanY;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
    }
    double slope = xy / xx;
    double error = Math.sqrt(Math.max(0, yy - slope * xy) / (totals.size() - 2) / xx);
    return new Range(
        month(slope - STUDENT_T * error), month(slope), month(slope + STUDENT_T * error));
  }

  private static double x(DayTotal total) {
    return total.day().getEpochSecond() / 86400.0;
  }

  private static double y(DayTotal total) {
    return Math.log(total.bytesPerHost());
  }

  private static double month(double slope) {
    return Math.expm1(slope * DAYS_OF_A_MONTH);
  }
}
