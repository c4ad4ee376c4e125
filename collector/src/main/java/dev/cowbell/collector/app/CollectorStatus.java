package dev.cowbell.collector.app;

import dev.cowbell.api.contract.v1.CollectorCost;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.Counters;
import dev.cowbell.api.contract.v1.EstimateError;
import dev.cowbell.api.contract.v1.FailedReadings;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.collector.delivery.DeliveryCounts;
import dev.cowbell.collector.kubernetes.PodWatch;
import dev.cowbell.collector.spool.Loss;
import dev.cowbell.collector.spool.SpoolCounts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the collector is doing, for health checks and Prometheus. Written by the sampling thread,
 * read by others.
 */
final class CollectorStatus {
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MOST_DIGITS = 1e4;

  /** A host with more families shows those with the largest errors. */
  private static final int MOST_FAMILIES = 50;

  private final Supplier<SpoolCounts> spool;
  private final Supplier<DeliveryCounts> delivery;
  private final PodSource pods;
  private final long patienceNanos;
  private volatile Snapshot last;

  /** Totals since the start, and what the last tick said. */
  private record Snapshot(
      long atNanos,
      long fullReadings,
      long deferredReadings,
      long collectionNanos,
      long cpuNanos,
      CollectorCost cost,
      Counters counters,
      List<FamilyError> errors) {}

  private record FamilyError(String service, int masterPid, EstimateError error) {
    static FamilyError of(Family family) {
      return new FamilyError(family.getService(), family.getMasterPid(), family.getEstimateError());
    }

    Map<String, String> labels() {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("service", service);
      labels.put("master_pid", Integer.toString(masterPid));
      return labels;
    }
  }

  CollectorStatus(
      Supplier<SpoolCounts> spool,
      Supplier<DeliveryCounts> delivery,
      PodSource pods,
      Duration interval) {
    this.spool = spool;
    this.delivery = delivery;
    this.pods = pods;
    patienceNanos = Math.max(LEAST_PATIENCE.toNanos(), 3 * interval.toNanos());
    last =
        new Snapshot(
            System.nanoTime(),
            0,
            0,
            0,
            0,
            CollectorCost.getDefaultInstance(),
            Counters.getDefaultInstance(),
            List.of());
  }

  void ticked(HostTick tick, long cpuNanos) {
    CollectorCost cost = tick.getCollector();
    Snapshot before = last;
    last =
        new Snapshot(
            System.nanoTime(),
            before.fullReadings + cost.getFullReadings(),
            before.deferredReadings + cost.getDeferredReadings(),
            before.collectionNanos + nanos(cost.getCollectionTime()),
            cpuNanos,
            cost,
            tick.getCounters(),
            errors(tick.getFamiliesList()));
  }

  private static List<FamilyError> errors(List<Family> families) {
    return families.stream()
        .map(FamilyError::of)
        .sorted(
            (one, other) -> Double.compare(other.error.getMeanShare(), one.error.getMeanShare()))
        .limit(MOST_FAMILIES)
        .toList();
  }

  /** Whether ticks are being taken. An absent broker is no illness of the collector. */
  boolean isHealthy() {
    return System.nanoTime() - last.atNanos < patienceNanos;
  }

  /** The text format of Prometheus. */
  String metrics() {
    Exposition metrics = new Exposition();
    Snapshot now = last;
    addDelivery(metrics);
    addCost(metrics, now);
    addErrors(metrics, now);
    pods.watch().ifPresent(watch -> addPods(metrics, watch));
    return metrics.text();
  }

  private void addDelivery(Exposition metrics) {
    SpoolCounts counts = spool.get();
    DeliveryCounts sent = delivery.get();
    metrics
        .counter("ticks_sampled_total", "Ticks sampled", counts.sampled())
        .counter("ticks_published_total", "Ticks confirmed by the broker", counts.published())
        .counters("ticks_dropped_total", "Ticks lost", byReason(counts.dropped()))
        .gauge("ticks_waiting", "Ticks waiting for the broker", counts.waiting())
        .counter("ticks_recovered_total", "Ticks of earlier runs", counts.recovered())
        .gauge("spool_disk_bytes", "Segments of the spool", counts.diskBytes())
        .gauge("spool_segments", "Segments of the spool", counts.segments())
        .gauge("spool_memory_bytes", "Ticks that are not on disk", counts.memoryBytes())
        .counter("spool_disk_failures_total", "Times the disk failed", counts.diskFailures())
        .gauge("spool_disk_failing", "Whether it fails now", counts.isDiskFailing() ? 1 : 0)
        .gauge("spool_moved_aside", "Segments left as they were", counts.movedAside())
        .counter(
            "delivery_failed_attempts_total",
            "Ticks that were sent, not taken, and kept",
            sent.failedAttempts())
        .gauge("delivery_stalled", "Whether nothing is delivered now", sent.isStalled() ? 1 : 0);
  }

  private static void addCost(Exposition metrics, Snapshot now) {
    metrics
        .counter("full_readings_total", "Full readings taken", now.fullReadings)
        .counter(
            "deferred_readings_total",
            "Full readings put off for want of CPU budget",
            now.deferredReadings)
        .gauge(
            "resting_processes",
            "Processes left alone since reading them takes too long",
            now.cost.getRestingProcesses())
        .counter(
            "flag_looks_total", "Looks at interpreters' collecting flags", now.cost.getFlagLooks())
        .counter("cpu_seconds_total", "CPU time of the collector", seconds(now.cpuNanos))
        .counter(
            "collection_seconds_total",
            "Time from the start to the end of collections",
            seconds(now.collectionNanos))
        .gauge("rss_bytes", "Resident memory of the collector", now.cost.getRssBytes());
  }

  private static void addErrors(Exposition metrics, Snapshot now) {
    metrics
        .counters(
            "failed_readings_total",
            "Files of processes that could not be read, by file and reason",
            failures(now.cost.getFailedReadingsList()))
        .gauges(
            "counter_unavailable",
            "Counters of the host that could not be read in the last tick, by reason",
            unavailable(now.counters))
        .gauge(
            "worst_estimate_error_ratio",
            "Mean error of the free estimate in the family where it is largest",
            rounded(now.cost.getWorstEstimateErrorShare()))
        .gauges(
            "estimate_error_ratio",
            "Mean error of the free estimate of sharing loss, of inherited bytes",
            byFamily(now, error -> rounded(error.getMeanShare())))
        .gauges(
            "own_memory_error_ratio",
            "Mean error of the estimate that footprints are carried on with, of inherited bytes",
            byFamily(now, error -> rounded(error.getOwnMeanShare())))
        .gauges(
            "bound_excess_ratio",
            "Mean of what the upper bound was above the exact loss, of inherited bytes",
            byFamily(now, error -> rounded(error.getBoundExcessShare())))
        .gauges(
            "estimate_unreliable",
            "Whether the free estimate is no guide in this family",
            byFamily(now, error -> error.getUnreliable() ? 1 : 0));
  }

  private static void addPods(Exposition metrics, PodWatch watch) {
    metrics
        .gauge("kubernetes_pods", "Pods of this node whose names are known", watch.pods())
        .gauge(
            "kubernetes_watch_up",
            "Whether the API server tells of changes",
            watch.failure().isEmpty() ? 1 : 0)
        .counter("kubernetes_pods_left_out_total", "Pods that did not fit", watch.leftOut());
  }

  private static Map<Map<String, String>, Number> byFamily(
      Snapshot now, Function<EstimateError, Number> value) {
    Map<Map<String, String>, Number> values = new LinkedHashMap<>();
    now.errors.forEach(family -> values.put(family.labels(), value.apply(family.error)));
    return values;
  }

  private static Map<Map<String, String>, Long> byReason(Map<Loss.Reason, Long> dropped) {
    Map<Map<String, String>, Long> values = new LinkedHashMap<>();
    dropped.forEach(
        (reason, ticks) ->
            values.put(Map.of("reason", reason.name().toLowerCase(Locale.ROOT)), ticks));
    return values;
  }

  private static Map<Map<String, String>, Long> failures(List<FailedReadings> failed) {
    Map<Map<String, String>, Long> values = new LinkedHashMap<>();
    for (FailedReadings some : failed) {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("file", some.getFile());
      labels.put("reason", name(some.getReason()));
      values.put(labels, some.getReadings());
    }
    return values;
  }

  private static Map<Map<String, String>, Number> unavailable(Counters counters) {
    Map<String, CountReading> readings = new LinkedHashMap<>();
    readings.put("instructions", counters.getInstructions());
    readings.put("cycles", counters.getCycles());
    readings.put("cache_references", counters.getCacheReferences());
    readings.put("cache_misses", counters.getCacheMisses());
    readings.put("copy_on_write_faults", counters.getCopyOnWriteFaults());
    Map<Map<String, String>, Number> values = new LinkedHashMap<>();
    readings.forEach(
        (counter, reading) -> {
          if (reading.hasUnavailable()) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("counter", counter);
            labels.put("reason", name(reading.getUnavailable().getReason()));
            values.put(labels, 1);
          }
        });
    return values;
  }

  private static String name(UnavailableReason reason) {
    return reason.name().replace("UNAVAILABLE_REASON_", "").toLowerCase(Locale.ROOT);
  }

  private static double rounded(double share) {
    return Math.round(share * MOST_DIGITS) / MOST_DIGITS;
  }

  private static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  private static long nanos(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos()).toNanos();
  }
}
