package dev.cowbell.collector.app;

import dev.cowbell.api.contract.v1.CollectorCost;
import dev.cowbell.collector.delivery.TickSpool;
import dev.cowbell.collector.kubernetes.PodWatch;
import dev.cowbell.collector.spool.SpoolCounts;
import java.time.Duration;
import java.util.Locale;

/**
 * How the collector is doing, for health checks and Prometheus. Written by the sampling thread,
 * read by others.
 */
final class CollectorStatus {
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

  private final TickSpool outbox;
  private final PodSource pods;
  private final long patienceNanos;
  private volatile Snapshot last;

  private record Snapshot(
      long atNanos,
      long fullReadings,
      long deferredReadings,
      long cpuNanos,
      long rssBytes,
      long restingProcesses,
      long flagLooks,
      double worstEstimateErrorShare) {}

  CollectorStatus(TickSpool outbox, PodSource pods, Duration interval) {
    this.outbox = outbox;
    this.pods = pods;
    patienceNanos = Math.max(LEAST_PATIENCE.toNanos(), interval.multipliedBy(3).toNanos());
    last = new Snapshot(System.nanoTime(), 0, 0, 0, 0, 0, 0, 0);
  }

  void ticked(CollectorCost cost, long cpuNanos) {
    Snapshot before = last;
    last =
        new Snapshot(
            System.nanoTime(),
            before.fullReadings + cost.getFullReadings(),
            before.deferredReadings + cost.getDeferredReadings(),
            cpuNanos,
            cost.getRssBytes(),
            cost.getRestingProcesses(),
            cost.getFlagLooks(),
            cost.getWorstEstimateErrorShare());
  }

  /** Whether ticks are being taken. An absent broker is no illness of the collector. */
  boolean isHealthy() {
    return System.nanoTime() - last.atNanos < patienceNanos;
  }

  /** The text format of Prometheus. */
  String metrics() {
    SpoolCounts counts = outbox.counts();
    Snapshot now = last;
    return counter("ticks_sampled_total", "Ticks sampled", counts.sampled())
        + counter("ticks_published_total", "Ticks confirmed by the broker", counts.published())
        + counter("ticks_dropped_total", "Ticks lost", counts.droppedTotal())
        + gauge("ticks_waiting", "Ticks waiting for the broker", counts.waiting())
        + counter("ticks_recovered_total", "Ticks of earlier runs", counts.recovered())
        + gauge("spool_disk_bytes", "Segments of the spool", counts.diskBytes())
        + gauge("spool_memory_bytes", "Ticks that are not on disk", counts.memoryBytes())
        + counter("spool_disk_failures_total", "Times the disk failed", counts.diskFailures())
        + gauge("spool_disk_failing", "Whether it fails now", counts.isDiskFailing() ? 1 : 0)
        + counter("full_readings_total", "Full readings taken", now.fullReadings)
        + counter(
            "deferred_readings_total",
            "Full readings put off for want of CPU budget",
            now.deferredReadings)
        + metric("cpu_seconds_total", "CPU time of the collector", "counter", seconds(now.cpuNanos))
        + gauge("rss_bytes", "Resident memory of the collector", now.rssBytes)
        + gauge(
            "resting_processes",
            "Processes left alone since reading them takes too long",
            now.restingProcesses)
        + counter("flag_looks_total", "Looks at interpreters' collecting flags", now.flagLooks)
        + metric(
            "worst_estimate_error_ratio",
            "Mean error of the free estimate in the family where it is largest",
            "gauge",
            String.format(Locale.ROOT, "%.4f", now.worstEstimateErrorShare))
        + pods.watch().map(CollectorStatus::podMetrics).orElse("");
  }

  private static String podMetrics(PodWatch watch) {
    return gauge("kubernetes_pods", "Pods of this node whose names are known", watch.pods())
        + gauge(
            "kubernetes_watch_up",
            "Whether the API server tells of changes",
            watch.failure().isEmpty() ? 1 : 0)
        + counter("kubernetes_pods_left_out_total", "Pods that did not fit", watch.leftOut());
  }

  private static String counter(String name, String help, long value) {
    return metric(name, help, "counter", Long.toString(value));
  }

  private static String gauge(String name, String help, long value) {
    return metric(name, help, "gauge", Long.toString(value));
  }

  private static String metric(String name, String help, String type, String value) {
    String full = "cowbell_collector_" + name;
    return "# HELP "
        + full
        + ' '
        + help
        + "\n# TYPE "
        + full
        + ' '
        + type
        + '\n'
        + full
        + ' '
        + value
        + '\n';
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }
}
