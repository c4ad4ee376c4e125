package dev.cowbell.bench.limits;

import dev.cowbell.aggregator.backtest.Baselines;
import dev.cowbell.aggregator.backtest.LimitRule;
import dev.cowbell.aggregator.backtest.Seen;
import dev.cowbell.aggregator.backtest.Trace;
import dev.cowbell.aggregator.backtest.TraceHost;
import dev.cowbell.aggregator.limit.FleetShape;
import dev.cowbell.aggregator.limit.LimitModel;
import dev.cowbell.aggregator.limit.LimitPolicy;
import dev.cowbell.aggregator.limit.RestartLimit;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Limits found in some days of some hosts, and what becomes of them on other hosts of the same law.
 *
 * @param law how workers really grow
 * @param hosts hosts watched
 * @param days days watched, and days that each fresh host is judged for
 * @param freshHosts hosts judged
 * @param seed of the first host watched; the fresh ones begin a million further on
 */
public record LimitTrial(TrueLaw law, int hosts, int days, int freshHosts, long seed) {

  private static final int RUN_IN_DAYS = 4;
  private static final long FRESH = 1_000_000;
  private static final double TARGET = LimitPolicy.DEFAULT.violationShare();
  private static final int HALVINGS = 11;

  FleetShape shape() {
    return new FleetShape(law.workers(), law.budgetBytes(), 0);
  }

  /** The limit in force while hosts are watched, and the static one it is compared with. */
  double presentLimitBytes() {
    return 1.2 * shape().evenShareBytes();
  }

  /** The history as a trace. */
  public Trace trace() {
    List<TraceHost> hosts =
        history().stream()
            .collect(Collectors.groupingBy(WorkerLife::host, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(
                host ->
                    new TraceHost(
                        host.getKey(), law.budgetBytes(), law.workers(), 0, host.getValue()))
            .toList();
    return new Trace(
        "simulated, law %s, %d hosts of %d workers, %d days, seed %d"
            .formatted(law.label(), this.hosts, law.workers(), days, seed),
        hosts);
  }

  /** What collectors would have read. */
  List<WorkerLife> history() {
    return IntStream.range(0, hosts)
        .parallel()
        .mapToObj(
            host ->
                new PlayedHost(law, presentLimitBytes(), 0, seed + host)
                    .watch("h" + host, RUN_IN_DAYS, days))
        .flatMap(List::stream)
        .toList();
  }

  /** Our limit. */
  RestartLimit advised(List<WorkerLife> history) {
    return RestartLimit.best(LimitModel.of(history, law.workers()), shape());
  }

  /** The target of the vertical pod autoscaler on the same history. */
  double vpa(List<WorkerLife> history) {
    LimitRule vpa = Baselines.vpa();
    double now = (RUN_IN_DAYS + days) * 86_400.0;
    return vpa.limitBytes(new Seen(history, List.of(), now, shape())).orElseThrow();
  }

  /** What a limit comes to on the fresh hosts. */
  Outcome judge(double limit, double jitter) {
    return LongStream.range(0, freshHosts)
        .parallel()
        .mapToObj(
            host ->
                new PlayedHost(law, limit, jitter, seed + FRESH + host).judge(RUN_IN_DAYS, days))
        .reduce(Outcome.NONE, Outcome::plus);
  }

  /** The largest limit with that jitter that keeps the target on the fresh hosts themselves. */
  double oracle(double jitter) {
    double low = 0.5 * shape().evenShareBytes();
    double high = 3 * shape().evenShareBytes();
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (judge(middle, jitter).violationShare() <= TARGET) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
