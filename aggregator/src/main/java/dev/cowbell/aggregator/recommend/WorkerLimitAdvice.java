package dev.cowbell.aggregator.recommend;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * At which size to restart a worker. The upper end is what the tightest host has for each worker
 * ({@link WorkerBudget}); the lower end is a size that workers reach in the normal course of an
 * hour: p99 of what they have now plus p99 of what they grow in an hour. A limit below that
 * restarts healthy workers. The limit advised is the upper end: nothing is gained by restarting
 * earlier than the host needs.
 */
public final class WorkerLimitAdvice {

  /**
   * With less history growth cannot be told from starting up: sharing goes at the first full
   * collection, seconds to minutes after fork.
   */
  static final Duration LEAST_HISTORY = Duration.ofMinutes(10);

  private static final double ALMOST_ALL = 0.99;

  private WorkerLimitAdvice() {}

  /**
   * One recommendation for a service on a hardware class, from its hosts and their workers as they
   * are now.
   */
  public static Recommendation of(List<HostMemory> hosts, List<WorkerMemory> workers) {
    List<WorkerBudget> budgets =
        hosts.stream().filter(WorkerBudget::known).map(WorkerBudget::of).toList();
    boolean simulated = hosts.stream().anyMatch(HostMemory::simulated);
    double coverage = coverage(hosts, workers.size());
    if (budgets.isEmpty()) {
      return lacking(
          new Verdict.NotEnough(
              "hosts with a known footprint",
              0,
              1,
              "On no host are available memory and the footprint of the service both known: let the collector read the workers in full."),
          coverage,
          simulated);
    }
    double minutes = medianMinutes(workers);
    if (minutes < LEAST_HISTORY.toMinutes()) {
      return lacking(
          new Verdict.NotEnough(
              "minutes of growth history",
              minutes,
              LEAST_HISTORY.toMinutes(),
              "Workers have been seen for %s min in the median; %d are needed to tell growth from starting up: keep measuring."
                  .formatted(Humane.number(minutes), LEAST_HISTORY.toMinutes())),
          coverage,
          simulated);
    }
    WorkerBudget tightest =
        budgets.stream().min(Comparator.comparingDouble(WorkerBudget::bytes)).orElseThrow();
    return limit(tightest, budgets.size(), workers, coverage, simulated);
  }

  private static Recommendation limit(
      WorkerBudget tightest,
      int hosts,
      List<WorkerMemory> workers,
      double coverage,
      boolean simulated) {
    double now = quantile(workers, ALMOST_ALL, WorkerMemory::ussBytes);
    double hourly = quantile(grown(workers), ALMOST_ALL, WorkerMemory::growthBytesPerHour);
    double lower = now + hourly;
    List<String> evidence = evidence(tightest, hosts, workers, now, hourly);
    if (tightest.bytes() < lower) {
      String detail =
          "The tightest host has %s of private memory for each of its %d workers, and workers reach %s within an hour: run fewer workers there, or stop their growth first."
              .formatted(
                  Humane.bytes(Math.max(0, tightest.bytes())),
                  tightest.workers(),
                  Humane.bytes(lower));
      var verdict =
          new Verdict.NotEnough(
              "bytes of private memory per worker", Math.max(0, tightest.bytes()), lower, detail);
      return new Recommendation(
          Kind.WORKER_RSS_LIMIT, verdict, detail, evidence, coverage, simulated);
    }
    long uss = (long) tightest.bytes();
    long rss = uss + (long) quantile(workers, 0.5, WorkerMemory::stillSharedBytes);
    return new Recommendation(
        Kind.WORKER_RSS_LIMIT,
        new Verdict.SetLimit(uss, rss, (long) lower, uss, LimitSnippet.of(uss, rss)),
        "Restart a worker when its private memory reaches %s (resident memory %s)."
            .formatted(Humane.bytes((double) uss), Humane.bytes((double) rss)),
        evidence,
        coverage,
        simulated);
  }

  private static List<String> evidence(
      WorkerBudget tightest, int hosts, List<WorkerMemory> workers, double now, double hourly) {
    return List.of(
        "Of %d hosts the tightest has %s for each of its %d workers, with %s of memory kept free, all else on it as it is now, and all workers at their limit at once."
            .formatted(
                hosts,
                Humane.bytes(tightest.bytes()),
                tightest.workers(),
                Humane.percent(WorkerBudget.HEADROOM)),
        "Of %d workers 99 %% have at most %s of private memory now and grow by at most %s in an hour."
            .formatted(workers.size(), Humane.bytes(now), Humane.bytes(hourly)));
  }

  private static Recommendation lacking(
      Verdict.NotEnough verdict, double coverage, boolean simulated) {
    return new Recommendation(
        Kind.WORKER_RSS_LIMIT, verdict, verdict.detail(), List.of(), coverage, simulated);
  }

  private static double medianMinutes(List<WorkerMemory> workers) {
    return workers.isEmpty() ? 0 : quantile(workers, 0.5, w -> w.seenFor().toSeconds() / 60.0);
  }

  private static List<WorkerMemory> grown(List<WorkerMemory> workers) {
    return workers.stream().filter(w -> w.seenFor().compareTo(LEAST_HISTORY) >= 0).toList();
  }

  private static double quantile(
      List<WorkerMemory> workers, double share, ToDoubleFunction<WorkerMemory> figure) {
    return Quantile.of(workers.stream().mapToDouble(figure).toArray(), share);
  }

  /**
   * Just after a deploy the readings of workers that have gone still count, so the ratio is capped.
   */
  private static double coverage(List<HostMemory> hosts, int workersRead) {
    int alive = hosts.stream().mapToInt(HostMemory::workers).sum();
    return alive == 0 ? 0 : Math.min(1, (double) workersRead / alive);
  }
}
