package dev.cowbell.bench.query;

import dev.cowbell.bench.database.DatabaseServer;
import dev.cowbell.bench.database.TemporaryFolder;
import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Runs;
import dev.cowbell.bench.result.Target;
import dev.cowbell.bench.served.DataSet;
import dev.cowbell.bench.served.Load;
import dev.cowbell.bench.served.ServerUnderTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Asks at a fixed rate, whether it keeps up or not, through the server and as bare SQL in turns,
 * over 200 services, 12 hardware classes and 3 arms with 90 days of roll-ups.
 *
 * @param runs of both, of which the median is told
 * @param warmUp load before anything counts, as long as the server's code takes to be compiled on
 *     two cores that it shares with the database and the callers
 * @param measured load that counts, in each run
 */
public record QueryBenchmark(int runs, Duration warmUp, Duration measured) {
  /** The size at which results are quoted: about eight minutes. */
  public static final QueryBenchmark FULL =
      new QueryBenchmark(3, Duration.ofSeconds(90), Duration.ofSeconds(30));

  /** To see that it works. */
  public static final QueryBenchmark SHORT =
      new QueryBenchmark(1, Duration.ofSeconds(10), Duration.ofSeconds(10));

  private static final int CALLS_PER_SECOND = 200;
  private static final double PROMISED_MILLIS = 50;
  private static final double TIMES_SQL = 2;
  private static final double OVER_SQL_MILLIS = 2;

  /** Runs it. */
  public Findings run() throws IOException, InterruptedException, SQLException {
    try (TemporaryFolder folder = TemporaryFolder.create("cowbell-bench-query");
        DatabaseServer database = DatabaseServer.start(folder.path())) {
      database.create("cowbell");
      String url = database.url("cowbell");
      DataSet.write(url);
      try (ServerUnderTest server = ServerUnderTest.start(url, folder.path());
          ServerCalls calls = ServerCalls.to(server.port());
          BareSql sql = BareSql.on(url)) {
        return measured(calls, sql);
      }
    }
  }

  private Findings measured(ServerCalls calls, BareSql sql) {
    Map<Question, Runs> served = new EnumMap<>(Question.class);
    Map<Question, Runs> bare = new EnumMap<>(Question.class);
    long failed = 0;
    new Load<>(CALLS_PER_SECOND, sql).run(warmUp);
    new Load<>(CALLS_PER_SECOND, calls).run(warmUp);
    for (int run = 0; run < runs; run++) {
      failed += measured(calls, served);
      failed += measured(sql, bare);
    }
    List<Result> results = new ArrayList<>();
    for (Question question : Question.values()) {
      results.addAll(results(question, of(question, served), of(question, bare)));
    }
    results.add(Result.of("failed_calls", (double) failed, "calls").promised(new Target.AtMost(0)));
    return new Findings(results, List.of());
  }

  private static Runs of(Question question, Map<Question, Runs> runs) {
    return runs.computeIfAbsent(question, absent -> new Runs());
  }

  private long measured(Load.Caller<Question> caller, Map<Question, Runs> into) {
    Load.Times<Question> times = new Load<>(CALLS_PER_SECOND, caller).run(measured);
    for (Question question : Question.values()) {
      of(question, into).add(times.millis(question, 0.99));
    }
    return times.failed();
  }

  private static List<Result> results(Question question, Runs served, Runs bare) {
    Result sql = bare.result(question.label() + "_sql_p99_ms", "ms");
    double allowed = Math.min(PROMISED_MILLIS, TIMES_SQL * sql.value() + OVER_SQL_MILLIS);
    return List.of(
        served.result(question.label() + "_p99_ms", "ms").promised(new Target.AtMost(allowed)),
        sql);
  }
}
