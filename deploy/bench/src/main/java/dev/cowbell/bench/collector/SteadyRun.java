package dev.cowbell.bench.collector;

import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Skipped;
import dev.cowbell.bench.result.Slope;
import dev.cowbell.bench.result.Target;
import dev.cowbell.standalone.children.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * CPU and memory of the collector beside a family at rest, and of its peer scraped as often, both
 * over the same time.
 */
record SteadyRun(Size size, String kafkaBootstrap, Path folder) {
  private static final String RATIO = "cpu_ratio_process_exporter_to_cowbell";
  private static final double MIB = 1 << 20;

  /** Both at one moment. */
  private record Sample(double hours, ProcessCost collector, Optional<ProcessCost> peer) {}

  Findings run() throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    Optional<ProcessExporter> peer = ProcessExporter.start(folder);
    try (Child collector =
        CollectorProcess.start("collector", kafkaBootstrap, size.interval(), folder)) {
      long start = System.nanoTime();
      long ticks = size.length().dividedBy(size.interval());
      for (long tick = 1; tick <= ticks; tick++) {
        await(start + size.interval().multipliedBy(tick).toNanos());
        collector.requireAlive();
        if (peer.isPresent()) {
          peer.get().scrape(size.workers());
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (elapsed.compareTo(size.warmUp()) >= 0) {
          samples.add(sample(elapsed, collector, peer));
        }
      }
    } finally {
      peer.ifPresent(ProcessExporter::close);
    }
    return findings(samples);
  }

  private static void await(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
  }

  private static Sample sample(Duration elapsed, Child collector, Optional<ProcessExporter> peer)
      throws IOException {
    return new Sample(
        elapsed.toNanos() / 3.6e12,
        ProcessCost.of(collector.pid()),
        peer.isPresent() ? Optional.of(peer.get().cost()) : Optional.empty());
  }

  private static Findings findings(List<Sample> samples) {
    List<Result> results = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = (last.hours - first.hours) * 3600;
    double own = last.collector.cpuSeconds() - first.collector.cpuSeconds();
    results.add(
        Result.of("cpu_percent_of_core", 100 * own / seconds, "% of one core")
            .promised(new Target.AtMost(0.4)));
    if (last.peer.isPresent() && first.peer.isPresent()) {
      double theirs = last.peer.get().cpuSeconds() - first.peer.get().cpuSeconds();
      results.add(Result.of(RATIO, theirs / own, "ratio").promised(new Target.AtLeast(8)));
    } else {
      skipped.add(new Skipped(RATIO, ProcessExporter.ABSENT));
    }
    results.add(
        Result.of("rss_bytes", most(samples, true), "bytes, most of all samples")
            .promised(new Target.AtMost(64 * MIB)));
    results.add(
        Result.of("anonymous_bytes", most(samples, false), "bytes, most of all samples")
            .promised(new Target.AtMost(30e6)));
    Slope slope =
        Slope.of(
            samples.stream().mapToDouble(Sample::hours).toArray(),
            samples.stream().mapToDouble(sample -> sample.collector.rssBytes()).toArray());
    results.add(
        Result.of("rss_slope_bytes_per_hour", slope.value(), "bytes per hour")
            .within(slope.low(), slope.high()));
    return new Findings(results, skipped);
  }

  private static double most(List<Sample> samples, boolean resident) {
    return samples.stream()
        .map(Sample::collector)
        .mapToLong(cost -> resident ? cost.rssBytes() : cost.anonymousBytes())
        .max()
        .orElseThrow();
  }
}
