package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.FleetShape;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.List;

/**
 * One host of a trace.
 *
 * @param budgetBytes what the private memory of all its workers together may come to
 * @param workers places for workers
 * @param stillSharedBytes what a worker copies when it leaves; nothing where it exits at once
 * @param lives its workers, those that are gone as well
 */
public record TraceHost(
    String name, double budgetBytes, int workers, double stillSharedBytes, List<WorkerLife> lives) {

  public TraceHost {
    lives = List.copyOf(lives);
  }

  FleetShape shape() {
    return new FleetShape(workers, budgetBytes, stillSharedBytes);
  }
}
