package dev.cowbell.bench.backtest;

import dev.cowbell.aggregator.backtest.Baselines;
import dev.cowbell.aggregator.backtest.Replay;
import dev.cowbell.aggregator.backtest.Score;
import dev.cowbell.aggregator.backtest.Trace;
import dev.cowbell.aggregator.store.StoredTrace;
import dev.cowbell.bench.limits.LimitTrial;
import dev.cowbell.bench.limits.TrueLaw;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cowbell backtest}: one history under the limits of several rules. */
@Command(
    name = "cowbell backtest",
    mixinStandardHelpOptions = true,
    description =
        "Replays a history through Cowbell's restart limit, VPA, KRR, a moving window and a static"
            + " limit")
public final class BacktestMain implements Callable<Integer> {

  private static final double MIB = 1L << 20;
  private static final long SEED = 20_260_401;

  // Set by picocli, which NullAway does not know of.
  @SuppressWarnings("NullAway.Init")
  @Spec
  CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  @Nullable Origin origin;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "With --from-store: the service; without it the one with most workers")
  @Nullable String service;

  @Option(
      names = "--hardware-class",
      paramLabel = "NAME",
      description = "With --from-store: the hardware class; without it the one with most workers")
  @Nullable String hardwareClass;

  @Option(
      names = "--static-mib",
      paramLabel = "N",
      description =
          "The static limit; without it a fifth above the even share of the tightest host")
  @Nullable Double staticMib;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw how full the fullest host was, as SVG")
  @Nullable Path plot;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Also write the trace to this file, compressed where its name ends in .gz")
  @Nullable Path export;

  private final Map<String, String> environment;

  private BacktestMain(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Where the history comes from. */
  static final class Origin {
    @Option(names = "--trace", paramLabel = "FILE", description = "A trace, see docs/backtest.md")
    @Nullable Path trace;

    @Option(
        names = "--from-store",
        description =
            "The last days of the database that COWBELL_DB_URL, COWBELL_DB_USER and"
                + " COWBELL_DB_PASSWORD name")
    boolean store;

    @Option(
        names = "--simulated",
        paramLabel = "LAW",
        description = "A simulated history: daily-deploys or no-deploys")
    @Nullable String simulated;
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new BacktestMain(environment))
        .setExecutionExceptionHandler(BacktestMain::explain);
  }

  @Override
  public Integer call() throws IOException {
    Trace trace = trace();
    if (export != null) {
      new TraceFile(export).write(trace);
    }
    double staticLimit = staticMib == null ? trace.customaryLimitBytes() : staticMib * MIB;
    Replay replay = new Replay(trace);
    List<Score> scores = Baselines.against(staticLimit).stream().map(replay::under).toList();
    PrintWriter out = spec.commandLine().getOut();
    out.println("trace: " + trace.source());
    out.println();
    out.print(ScoreTable.of(scores));
    out.flush();
    if (plot != null) {
      Files.writeString(plot, ScorePlot.of(trace.source(), scores));
    }
    return CommandLine.ExitCode.OK;
  }

  private Trace trace() throws IOException {
    if (origin == null) {
      throw new IllegalStateException("picocli lets nobody through without one");
    }
    if (origin.trace != null) {
      return new TraceFile(origin.trace).read();
    }
    return origin.simulated != null ? simulated(origin.simulated) : stored();
  }

  private static Trace simulated(String law) throws IOException {
    boolean daily =
        switch (law) {
          case "daily-deploys" -> true;
          case "no-deploys" -> false;
          default ->
              throw new IOException(
                  "--simulated " + law + ": there are daily-deploys and no-deploys");
        };
    return new LimitTrial(new TrueLaw(32, daily, 0.35, 0.15, 0.1), 3, 14, 0, SEED).trace();
  }

  private Trace stored() throws IOException {
    String url = environment.get("COWBELL_DB_URL");
    if (url == null) {
      throw new IOException(
          "--from-store: COWBELL_DB_URL is not set, such as"
              + " jdbc:postgresql://127.0.0.1:5432/cowbell");
    }
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    // What is not set is left to the URL.
    Optional.ofNullable(environment.get("COWBELL_DB_USER")).ifPresent(database::setUser);
    Optional.ofNullable(environment.get("COWBELL_DB_PASSWORD")).ifPresent(database::setPassword);
    return StoredTrace.of(database, service, hardwareClass, Clock.systemUTC().instant())
        .orElseThrow(
            () ->
                new IOException(
                    "--from-store: no workers of that service and hardware class were read twice,"
                        + " on a host whose memory is known"));
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("cowbell: " + failure.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
