package dev.cowbell.aggregator.opportunity;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * What share of a loss a better policy is likely to avoid, before anybody has tried.
 *
 * @param source where it comes from
 */
public record Prior(double low, double high, String source) {

  /** Fewer comparable services say nothing about how services differ. */
  private static final int LEAST_SERVICES = 3;

  /**
   * CPython 3.11 under uWSGI and Django lost 126.5 MB a worker by default and 7.4 to 7.7 with its
   * heap frozen; where little survives a request, 6.1 are lost by default and there is nothing to
   * avoid.
   */
  static final Prior PUBLISHED =
      new Prior(
          0,
          1 - 7.4 / 126.5,
          "one service measured while Cowbell was built, between nothing and what it avoided");

  static Prior of(List<Recovered> measured) {
    long services = measured.stream().map(Recovered::service).distinct().count();
    if (services < LEAST_SERVICES) {
      return PUBLISHED;
    }
    DoubleSummaryStatistics shares =
        measured.stream()
            .mapToDouble(recovered -> Math.clamp(recovered.share(), 0, 1))
            .summaryStatistics();
    return new Prior(
        shares.getMin(), shares.getMax(), "arms of %d services of this fleet".formatted(services));
  }
}
