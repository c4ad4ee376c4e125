package dev.cowbell.bench.limits;

import dev.cowbell.aggregator.limit.LimitPolicy;
import dev.cowbell.aggregator.limit.RestartLimit;
import dev.cowbell.aggregator.limit.WorkerLife;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Target;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Checks what a restart limit promises: it is found in 14 days of 20 hosts, and on fresh hosts at
 * most one host-hour in a thousand exceeds the memory budget, at the price of at most a tenth more
 * restarts than the largest limit of which that is true. With and without daily deploys, with and
 * without load that a host's workers share. The static limit and the one of the vertical pod
 * autoscaler, on the same histories, stand beside it.
 *
 * @param freshHosts hosts that each limit is judged on, for 14 days each
 */
public record LimitBenchmark(int freshHosts) {

  /** 298 x 14 x 24 h = 100,128 host-hours a law. */
  public static final int FRESH_HOSTS = 298;

  /** The size at which results are quoted. */
  public static final LimitBenchmark FULL = new LimitBenchmark(FRESH_HOSTS);

  private static final int WORKERS = 96;
  private static final int HOSTS = 20;
  private static final int DAYS = 14;
  private static final long SEED = 20_260_201;
  private static final double[] ORACLE_JITTERS = {0, 0.1, 0.3};
  private static final String SHARE = "share of host-hours";

  private static final List<TrueLaw> LAWS =
      List.of(
          new TrueLaw(WORKERS, false, 0.35, 0, 0),
          new TrueLaw(WORKERS, false, 0.35, 0.15, 0.1),
          new TrueLaw(WORKERS, true, 0.35, 0, 0),
          new TrueLaw(WORKERS, true, 0.35, 0.15, 0.1),
          new TrueLaw(WORKERS, true, 0.1, 0.15, 0.1));

  /** Runs it; a minute on two cores at full size. */
  public Stream<Result> run() {
    List<Judged> judged = LAWS.stream().map(this::judge).toList();
    return Stream.concat(worst(judged), judged.stream().flatMap(Judged::results));
  }

  private static Stream<Result> worst(List<Judged> judged) {
    return Stream.of(
        Result.of("limit_violation_share", most(judged, Judged::violations), SHARE)
            .promised(new Target.AtMost(LimitPolicy.DEFAULT.violationShare())),
        Result.of("restarts_over_oracle_percent", most(judged, Judged::restartsOverOracle), "%")
            .promised(new Target.AtMost(10)));
  }

  private static double most(List<Judged> judged, ToDoubleFunction<Judged> figure) {
    return judged.stream().mapToDouble(figure).max().orElseThrow();
  }

  private Judged judge(TrueLaw law) {
    LimitTrial trial = new LimitTrial(law, HOSTS, DAYS, freshHosts, SEED);
    List<WorkerLife> history = trial.history();
    RestartLimit ours = trial.advised(history);
    double vpa = trial.vpa(history);
    return new Judged(
        law.label(),
        new Limit(ours.bytes(), trial.judge(ours.bytes(), ours.jitter())),
        oracle(trial),
        new Limit(vpa, trial.judge(vpa, 0)),
        new Limit(trial.presentLimitBytes(), trial.judge(trial.presentLimitBytes(), 0)));
  }

  /** With whatever jitter needs the fewest restarts. */
  private static Limit oracle(LimitTrial trial) {
    return DoubleStream.of(ORACLE_JITTERS)
        .mapToObj(
            jitter -> {
              double limit = trial.oracle(jitter);
              return new Limit(limit, trial.judge(limit, jitter));
            })
        .min(Comparator.comparingDouble(limit -> limit.outcome().restartsPerWorkerDay()))
        .orElseThrow();
  }

  private record Limit(double bytes, Outcome outcome) {

    Stream<Result> results(String name) {
      return Stream.of(
          Result.of("limit_mib_" + name, bytes / TrueLaw.MIB, "MiB"),
          Result.of("limit_violation_share_" + name, outcome.violationShare(), SHARE),
          Result.of("limit_restarts_" + name, outcome.restartsPerWorkerDay(), "per worker-day"));
    }
  }

  private record Judged(String label, Limit ours, Limit oracle, Limit vpa, Limit standing) {

    double violations() {
      return ours.outcome().violationShare();
    }

    double restartsOverOracle() {
      double least = oracle.outcome().restartsPerWorkerDay();
      return 100 * (ours.outcome().restartsPerWorkerDay() / least - 1);
    }

    Stream<Result> results() {
      return Stream.of(
              ours.results("cowbell_" + label),
              oracle.results("oracle_" + label),
              vpa.results("vpa_" + label),
              standing.results("static_" + label))
          .flatMap(all -> all);
    }
  }
}
