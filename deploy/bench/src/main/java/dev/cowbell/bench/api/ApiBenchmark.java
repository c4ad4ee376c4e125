package dev.cowbell.bench.api;

import dev.cowbell.bench.database.DatabaseServer;
import dev.cowbell.bench.database.TemporaryFolder;
import dev.cowbell.bench.process.ProcessTree;
import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Target;
import dev.cowbell.bench.served.DataSet;
import dev.cowbell.bench.served.Load;
import dev.cowbell.bench.served.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Calls a server at a fixed rate, whether it keeps up or not, over a fleet of 1,200 hosts, 200
 * services, 12 hardware classes and 3 arms with 90 days of daily roll-ups. A call's time runs from
 * the moment it was due, so that a server that stalls pays for all the calls that waited.
 *
 * @param warmUp load before anything counts: a server in production is warm, and on two cores,
 *     which it shares with the database and the callers, its code takes more than a minute to be
 *     compiled
 * @param measured load that counts
 */
public record ApiBenchmark(Duration warmUp, Duration measured) {
  /** The size at which results are quoted. */
  public static final ApiBenchmark FULL =
      new ApiBenchmark(Duration.ofSeconds(120), Duration.ofSeconds(60));

  private static final int CALLS_PER_SECOND = 200;
  private static final int REPORTS = 5;
  private static final double MIB = 1L << 20;
  private static final Map<Kind, Double> PROMISED =
      Map.of(Kind.LIST, 50.0, Kind.SAVINGS, 50.0, Kind.PLAN, 200.0, Kind.PAGE, 100.0);

  /** Runs it; about five minutes at full size. */
  public Findings run() throws IOException, InterruptedException, SQLException {
    try (TemporaryFolder folder = TemporaryFolder.create("cowbell-bench-api")) {
      return measure(folder.path());
    }
  }

  private Findings measure(Path folder) throws IOException, InterruptedException, SQLException {
    try (DatabaseServer database = DatabaseServer.start(folder)) {
      database.create("cowbell");
      DataSet.write(database.url("cowbell"));
      try (ServerUnderTest server = ServerUnderTest.start(database.url("cowbell"), folder);
          Calls calls = Calls.to(server.port())) {
        new Load<>(CALLS_PER_SECOND, calls).run(warmUp);
        Load.Times<Kind> times = new Load<>(CALLS_PER_SECOND, calls).run(measured);
        List<Result> results = new ArrayList<>();
        for (Kind kind : Kind.values()) {
          results.addAll(latency(kind, times));
        }
        results.add(report(calls));
        results.add(
            Result.of(
                    "server_rss_bytes", (double) new ProcessTree(server.pid()).rssBytes(), "bytes")
                .promised(new Target.AtMost(300 * MIB)));
        results.add(
            Result.of("failed_calls", (double) times.failed(), "calls")
                .promised(new Target.AtMost(0)));
        return new Findings(results, List.of());
      }
    }
  }

  private static List<Result> latency(Kind kind, Load.Times<Kind> times) {
    return List.of(
        Result.of(kind.result() + "_p99_ms", times.millis(kind, 0.99), "ms")
            .promised(new Target.AtMost(PROMISED.getOrDefault(kind, 0.0))),
        Result.of(kind.result() + "_p50_ms", times.millis(kind, 0.5), "ms"),
        Result.of(kind.result() + "_calls", (double) times.calls(kind), "calls"));
  }

  private static Result report(Calls calls) throws IOException, InterruptedException {
    double[] seconds = new double[REPORTS];
    for (int i = 0; i < REPORTS; i++) {
      long start = System.nanoTime();
      calls.report(DataSet.CLASS_OF_50_SERVICES);
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return Result.of("html_report_50_services_seconds", seconds[REPORTS / 2], "s")
        .within(seconds[0], seconds[REPORTS - 1])
        .promised(new Target.AtMost(2));
  }
}
