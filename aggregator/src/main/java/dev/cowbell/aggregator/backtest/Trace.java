package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.FleetShape;
import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.Comparator;
import java.util.List;

/**
 * The history of one service on hosts that are alike.
 *
 * @param source whether it was recorded or simulated, and from what
 */
public record Trace(String source, List<TraceHost> hosts) {

  public Trace {
    hosts = hosts.stream().filter(host -> !host.lives().isEmpty()).toList();
  }

  List<WorkerLife> lives() {
    return hosts.stream().flatMap(host -> host.lives().stream()).toList();
  }

  FleetShape tightest() {
    return hosts.stream()
        .map(TraceHost::shape)
        .min(Comparator.comparingDouble(FleetShape::evenShareBytes))
        .orElseThrow();
  }

  /** A fifth above what each worker of the tightest host may have: a limit as it is set by hand. */
  public double customaryLimitBytes() {
    return 1.2 * tightest().evenShareBytes();
  }

  double beginSeconds() {
    return lives().stream().mapToDouble(life -> at(life, life.points().getFirst())).min().orElse(0);
  }

  double endSeconds() {
    return lives().stream().mapToDouble(life -> at(life, life.points().getLast())).max().orElse(0);
  }

  private static double at(WorkerLife life, LifePoint point) {
    return life.bornAtSeconds() + point.ageSeconds();
  }
}
