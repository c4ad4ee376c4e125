package dev.cowbell.aggregator.experiment;

import java.util.List;

/**
 * What one host showed of one service on one day.
 *
 * @param hostId host
 * @param epochDay day by the host's own clock, in days since 1970-01-01
 * @param arm arm it says it runs
 * @param policy policy read from its interpreters
 * @param ages the figure by worker age
 */
public record HostDay(
    String hostId, long epochDay, String arm, PolicyInForce policy, List<AgeMean> ages) {

  public HostDay {
    ages = List.copyOf(ages);
  }
}
