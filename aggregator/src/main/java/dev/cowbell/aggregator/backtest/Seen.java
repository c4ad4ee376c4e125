package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.FleetShape;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.List;

/**
 * What a rule may look at: only what had happened by then, under its own limits.
 *
 * @param lives workers of all hosts, as far as they had been read
 * @param hits workers that reached their limit
 * @param nowSeconds since the epoch
 * @param tightest the host with least room for each worker
 */
public record Seen(List<WorkerLife> lives, List<Hit> hits, double nowSeconds, FleetShape tightest) {

  /**
   * A worker that reached its limit.
   *
   * @param atSeconds since the epoch
   * @param bytes its private memory then
   */
  public record Hit(double atSeconds, double bytes) {}
}
