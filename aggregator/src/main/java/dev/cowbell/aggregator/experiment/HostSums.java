package dev.cowbell.aggregator.experiment;

import java.util.List;

/**
 * One figure over many hosts, one value per host, as sums: what is kept of hosts that take part in
 * no experiment.
 *
 * @param hosts how many
 * @param sum of their values
 * @param sumSquares of the squares of their values
 */
public record HostSums(int hosts, double sum, double sumSquares) {
  private static final double ROUNDING = 1e-11;

  /** Mean over hosts; not a number without hosts. */
  public double mean() {
    return sum / hosts;
  }

  /** Sample standard deviation between hosts; 0 for one host. */
  public double standardDeviation() {
    if (hosts < 2) {
      return 0;
    }
    double squares = sumSquares - sum * sum / hosts;
    // What is left of large sums below this is rounding, of either sign.
    return squares > ROUNDING * sumSquares ? Math.sqrt(squares / (hosts - 1)) : 0;
  }

  /**
   * Several days of about the same hosts as one value each. Their variance is taken as the mean
   * variance of the days, which is the most that the variance of a host's mean over days can be:
   * days of one host are no new evidence. So many hosts as there were on the day with fewest.
   */
  static HostSums overDays(List<HostSums> days) {
    int hosts = days.stream().mapToInt(HostSums::hosts).min().orElse(0);
    double mean = days.stream().mapToDouble(HostSums::mean).average().orElse(Double.NaN);
    double variance =
        days.stream()
            .mapToDouble(day -> day.standardDeviation() * day.standardDeviation())
            .average()
            .orElse(0);
    return new HostSums(hosts, hosts * mean, (hosts - 1) * variance + hosts * mean * mean);
  }
}
