package dev.cowbell.bench.ingest;

import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Slope;
import dev.cowbell.bench.result.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * What the aggregator has resident while it is loaded: first far behind, on a backlog, then with
 * what comes as it comes.
 */
record Memory(Size size) {
  private static final int HOSTS = 2_000;
  private static final double TICKS_PER_SECOND = 3_000;
  private static final int BACKLOG_ROUNDS = 200;
  private static final double MIB = 1 << 20;
  private static final long LOOK_MILLIS = 1_000;

  /** Until its compilers are done a Java program grows whatever it does. */
  private static final double WARM_SHARE = 0.25;

  List<Result> measured() throws IOException, InterruptedException, SQLException {
    try (Site site = Site.open()) {
      new Backlog(HOSTS, BACKLOG_ROUNDS).fill(site.kafka().bootstrap());
      FutureTask<Long> load = new FutureTask<>(() -> load(site));
      Thread.ofPlatform().name("load").daemon().start(load);
      try (Aggregator aggregator = Aggregator.start(site, "steady", true)) {
        List<Double> hours = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        long start = System.nanoTime();
        while (!load.isDone()) {
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
          aggregator.look();
          hours.add((System.nanoTime() - start) / 3.6e12);
          bytes.add((double) aggregator.rssBytes());
        }
        rethrown(load);
        return results(hours, bytes);
      }
    }
  }

  private long load(Site site) throws InterruptedException {
    double pace = TICKS_PER_SECOND / HOSTS * 10;
    int rounds = (int) (size.steady().toSeconds() * TICKS_PER_SECOND / HOSTS);
    return new Backlog(HOSTS, rounds).send(site.kafka().bootstrap(), pace);
  }

  private static void rethrown(FutureTask<Long> load) throws IOException, InterruptedException {
    try {
      load.get();
    } catch (ExecutionException e) {
      throw new IOException("the load could not be sent", e.getCause());
    }
  }

  private static List<Result> results(List<Double> hours, List<Double> bytes) {
    int warm = (int) (hours.size() * WARM_SHARE);
    Slope slope =
        Slope.of(
            hours.stream().skip(warm).mapToDouble(Double::doubleValue).toArray(),
            bytes.stream().skip(warm).mapToDouble(Double::doubleValue).toArray());
    return List.of(
        Result.of(
                "aggregator_rss_bytes",
                bytes.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                "bytes")
            .promised(new Target.AtMost(512 * MIB)),
        Result.of("aggregator_rss_slope_mib_per_hour", slope.value() / MIB, "MiB/h")
            .within(slope.low() / MIB, slope.high() / MIB));
  }
}
