package dev.cowbell.bench.app;

import dev.cowbell.bench.api.ApiBenchmark;
import dev.cowbell.bench.collector.CollectorBenchmark;
import dev.cowbell.bench.decisions.DecisionsBenchmark;
import dev.cowbell.bench.decisions.FleetDecided;
import dev.cowbell.bench.ingest.IngestBenchmark;
import dev.cowbell.bench.ingest.Size;
import dev.cowbell.bench.limits.LimitBenchmark;
import dev.cowbell.bench.machine.Checkout;
import dev.cowbell.bench.machine.ProcMachine;
import dev.cowbell.bench.query.QueryBenchmark;
import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Run;
import dev.cowbell.bench.result.RunJson;
import dev.cowbell.bench.result.RunTable;
import dev.cowbell.bench.rollout.RolloutBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cowbell bench}: a table for people, and one JSON object for scripts. */
@Command(
    name = "cowbell bench",
    mixinStandardHelpOptions = true,
    description = "Measures Cowbell itself and says whether it keeps what it promises")
public final class BenchMain implements Callable<Integer> {
  private final SortedMap<String, Benchmark> benchmarks =
      new TreeMap<>(
          Map.of(
              "api",
              ApiBenchmark.FULL::run,
              "collector",
              () -> collector().run(),
              "decisions",
              () -> DecisionsBenchmark.FULL.run(RolloutBenchmark.FULL.run()),
              "fleet",
              () -> new Findings(FleetDecided.FULL.run(), List.of()),
              "limits",
              () -> new Findings(LimitBenchmark.FULL.run().toList(), List.of()),
              "ingest",
              () -> ingest().run(),
              "query",
              () -> query().run(),
              "rollouts",
              () -> new Findings(RolloutBenchmark.FULL.run(), List.of())));

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Which; without one, their names are listed")
  @Nullable String name;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file")
  @Nullable Path json;

  @Option(names = "--workers", defaultValue = "100", description = "collector: forked workers")
  int workers;

  @Option(names = "--mib", defaultValue = "200", description = "collector: what each inherits")
  int mib;

  @Option(names = "--seconds", defaultValue = "600", description = "collector: steady part")
  int seconds;

  @Option(names = "--interval", defaultValue = "10", description = "collector: seconds per tick")
  int interval;

  @Option(
      names = "--part",
      defaultValue = "ALL",
      description = "collector: ${COMPLETION-CANDIDATES}")
  CollectorBenchmark.Part part = CollectorBenchmark.Part.ALL;

  @Option(
      names = "--figures",
      defaultValue = "ALL",
      description = "ingest: ${COMPLETION-CANDIDATES}")
  IngestBenchmark.Part figures = IngestBenchmark.Part.ALL;

  @Option(
      names = "--short",
      description = "ingest, query: once and little, to see that it works; not to be quoted")
  boolean brief;

  private BenchMain() {}

  /** Finds things out. */
  private interface Benchmark {
    Findings run() throws IOException, InterruptedException, SQLException;
  }

  private CollectorBenchmark collector() {
    return new CollectorBenchmark(size(), part);
  }

  private QueryBenchmark query() {
    return brief ? QueryBenchmark.SHORT : QueryBenchmark.FULL;
  }

  private IngestBenchmark ingest() {
    return new IngestBenchmark(brief ? Size.SHORT : Size.FULL, figures);
  }

  private dev.cowbell.bench.collector.Size size() {
    return new dev.cowbell.bench.collector.Size(
        workers, mib, Duration.ofSeconds(seconds), Duration.ofSeconds(interval));
  }

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new BenchMain())
            .setExecutionExceptionHandler(BenchMain::explain)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    String names = String.join(", ", benchmarks.keySet());
    if (name == null) {
      System.out.println("benchmarks: " + names);
      return CommandLine.ExitCode.OK;
    }
    Benchmark benchmark = benchmarks.get(name);
    if (benchmark == null) {
      System.err.println("cowbell: no benchmark is named " + name + "; there are: " + names);
      return CommandLine.ExitCode.USAGE;
    }
    if (json != null && !Files.isDirectory(json.toAbsolutePath().resolveSibling("."))) {
      System.err.println("cowbell: --json " + json + ": there is no such folder");
      return CommandLine.ExitCode.USAGE;
    }
    Run run = run(name, benchmark);
    System.out.print(RunTable.of(run));
    if (json != null) {
      Files.writeString(json, RunJson.of(run));
    }
    return CommandLine.ExitCode.OK;
  }

  private static Run run(String name, Benchmark benchmark)
      throws IOException, InterruptedException, SQLException {
    Instant at = Instant.now();
    String commit = new Checkout(Path.of(System.getProperty("cowbell.home", "."))).commit();
    return new Run(name, at, commit, new ProcMachine(Path.of("/proc")).read(), benchmark.run());
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof IOException || failure instanceof IllegalArgumentException) {
      System.err.println("cowbell: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    failure.printStackTrace();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
