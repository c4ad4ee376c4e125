package dev.cowbell.aggregator.backtest;

import java.util.List;

/**
 * What a rule would have come to.
 *
 * @param limitBytes its last limit
 * @param slackShare memory that its limits reserved and that was not used, of what they reserved
 * @param violationsPerWorkerDay workers that reached their limit
 * @param breachShare share of host-hours in which a host's workers together exceeded its budget
 * @param restartsPerWorkerDay restarts at the limit and by deploys
 * @param changesPerWeek changes of its limit by more than one per cent
 * @param fullest the fullest host at each hour, as a share of its budget
 */
public record Score(
    String rule,
    double limitBytes,
    double slackShare,
    double violationsPerWorkerDay,
    double breachShare,
    double restartsPerWorkerDay,
    double changesPerWeek,
    List<Double> fullest) {

  public Score {
    fullest = List.copyOf(fullest);
  }
}
