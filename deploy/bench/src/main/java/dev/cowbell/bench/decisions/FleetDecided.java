package dev.cowbell.bench.decisions;

import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.aggregator.savings.Coefficients;
import dev.cowbell.aggregator.store.DayDecisions;
import dev.cowbell.aggregator.store.DayStore;
import dev.cowbell.aggregator.store.DecisionStore;
import dev.cowbell.aggregator.store.Decisions;
import dev.cowbell.aggregator.wholeday.DayPass;
import dev.cowbell.bench.database.DatabaseServer;
import dev.cowbell.bench.database.Schema;
import dev.cowbell.bench.database.TemporaryFolder;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How long the decisions from whole days take over a large fleet, in a real database: policy advice
 * with its evidence, savings, totals, opportunities and the ledger, read from roll-ups, decided and
 * written. {@code decisions/fleet.sql} says what the fleet holds. Restart limits, which rest on raw
 * readings of a sample of hosts, are not part of it.
 *
 * @param hosts hosts of the fleet
 * @param services services, each on ten hardware classes; a host runs two
 */
public record FleetDecided(int hosts, int services) {
  /** The size at which results are quoted. */
  public static final FleetDecided FULL = new FleetDecided(1_000_000, 200);

  private static final int PASSES = 3;
  private static final double PLANTED_BYTES = 80e6;

  /** Runs it; two minutes for a million hosts, most of it to write them. */
  public List<Result> run() throws IOException, InterruptedException, SQLException {
    try (TemporaryFolder folder = TemporaryFolder.create("cowbell-bench-fleet");
        DatabaseServer database = DatabaseServer.start(folder.path())) {
      database.create("cowbell");
      String url = database.url("cowbell");
      Schema.apply(url);
      fill(url);
      return measured(url);
    }
  }

  private void fill(String url) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        PreparedStatement set =
            connection.prepareStatement(
                "SELECT set_config('bench.hosts', ?, false), set_config('bench.services', ?,"
                    + " false)")) {
      set.setString(1, Integer.toString(hosts));
      set.setString(2, Integer.toString(services));
      set.execute();
      statement.execute(script());
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static List<Result> measured(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    double[] seconds = new double[PASSES];
    DayDecisions last = null;
    for (int pass = 0; pass < PASSES; pass++) {
      long start = System.nanoTime();
      last = decide(source);
      seconds[pass] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    DayDecisions decided = Objects.requireNonNull(last);
    return List.of(
        Result.of("decide_million_hosts_seconds", seconds[PASSES / 2], "s")
            .within(seconds[0], seconds[PASSES - 1])
            .promised(new Target.AtMost(60)),
        Result.of("decide_million_hosts_services_on_classes", savings(decided), "compared"),
        Result.of("decide_million_hosts_advised", advised(decided), "policies advised"),
        Result.of("decide_million_hosts_worst_error_percent", worstError(decided), "%"));
  }

  private static DayDecisions decide(PGSimpleDataSource source) {
    Instant now = Clock.systemUTC().instant();
    long today = LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
    DayDecisions days =
        new DayStore(source)
            .pass(now, evidence -> DayPass.over(evidence, Coefficients.NONE, today))
            .orElseThrow();
    new DecisionStore(source).pass(now.minus(Duration.ofDays(1)), now, evidence -> days.decided());
    return days;
  }

  private static double savings(DayDecisions decided) {
    return decided.decided().savings().size();
  }

  private static double advised(DayDecisions decided) {
    return (double)
        decided.decided().recommendations().stream()
            .filter(row -> row.recommendation().verdict() instanceof Verdict.UsePolicy)
            .count();
  }

  /** How far the worst of all savings is from what was planted. */
  private static double worstError(DayDecisions decided) {
    return decided.decided().savings().stream()
        .map(Decisions.OfSavings::savings)
        .mapToDouble(one -> 100 * Math.abs(one.lossAvoided().bytesPerWorker() / PLANTED_BYTES - 1))
        .max()
        .orElse(Double.NaN);
  }

  private static String script() throws IOException {
    try (InputStream script = FleetDecided.class.getResourceAsStream("/decisions/fleet.sql")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
