package dev.cowbell.bench.ingest;

import dev.cowbell.bench.database.DatabaseServer;
import dev.cowbell.bench.process.ProcessTree;
import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts the aggregator as it is deployed on a backlog and an empty database, and watches until all
 * is stored.
 *
 * @param bootstrap broker where the backlog is
 * @param ticks how many lie there
 * @param logs folder for the aggregator's log
 */
record Drain(DatabaseServer server, String bootstrap, long ticks, Path logs) {
  /** What is taken over before this share of the backlog is warming up. */
  private static final double WARM_SHARE = 0.3;

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final long LOOK_MILLIS = 100;
  private static final String ACCEPTED =
      "SELECT coalesce(sum(accepted), 0), coalesce(sum(stored), 0) FROM consumer_offset";
  private static final String READINGS = "SELECT sum(readings) FROM rollup_day";

  /** What stands at one moment. */
  private record Look(long accepted, long nanos, double aggregatorCpu, double databaseCpu) {}

  Drained run(String database, boolean rawReadings)
      throws IOException, InterruptedException, SQLException {
    server.create(database);
    int port = Loopback.freePort();
    var aggregator =
        Child.start(
            "aggregator",
            Artefacts.ofCheckout().deployedAggregator(),
            variables(database, rawReadings, port),
            logs);
    try (aggregator;
        Connection connection = connected(aggregator, port, database);
        PreparedStatement accepted = connection.prepareStatement(ACCEPTED)) {
      return watch(aggregator, accepted);
    }
  }

  private Drained watch(Child aggregator, PreparedStatement accepted)
      throws IOException, InterruptedException, SQLException {
    var process = new ProcessTree(aggregator.pid());
    long deadline = System.nanoTime() + LIMIT.toNanos();
    long peak = 0;
    Look warm = look(process, accepted);
    Look now = warm;
    while (now.accepted < ticks) {
      aggregator.requireAlive();
      if (System.nanoTime() > deadline) {
        throw new IOException("only %d of %d ticks were taken over".formatted(now.accepted, ticks));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      peak = Math.max(peak, process.rssBytes());
      now = look(process, accepted);
      if (now.accepted < ticks * WARM_SHARE) {
        warm = now;
      }
    }
    return drained(warm, now, readings(accepted.getConnection()), peak);
  }

  private Drained drained(Look warm, Look end, double readings, long peakRssBytes) {
    double share = (double) (end.accepted - warm.accepted) / ticks;
    return new Drained(
        readings * share,
        (end.nanos - warm.nanos) / 1e9,
        end.aggregatorCpu - warm.aggregatorCpu,
        end.databaseCpu - warm.databaseCpu,
        peakRssBytes);
  }

  private Look look(ProcessTree aggregator, PreparedStatement accepted)
      throws IOException, SQLException {
    double databaseCpu = new ProcessTree(server.pid()).cpuSeconds();
    try (ResultSet row = accepted.executeQuery()) {
      row.next();
      if (row.getLong(1) > 0 && row.getLong(2) == 0) {
        throw new IOException("the aggregator stores nothing of what it takes over");
      }
      return new Look(row.getLong(1), System.nanoTime(), aggregator.cpuSeconds(), databaseCpu);
    }
  }

  private static double readings(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READINGS);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getDouble(1);
    }
  }

  private Connection connected(Child aggregator, int port, String database)
      throws InterruptedException, SQLException {
    aggregator.awaitReady(
        URI.create("http://127.0.0.1:%d/q/health/live".formatted(port)), READY_LIMIT);
    return DriverManager.getConnection(server.url(database));
  }

  private Map<String, String> variables(String database, boolean rawReadings, int port) {
    Map<String, String> variables = new HashMap<>();
    variables.put("COWBELL_KAFKA_BOOTSTRAP", bootstrap);
    variables.put("COWBELL_DB_URL", server.url(database));
    variables.put("COWBELL_RAW_READINGS", rawReadings ? "on" : "off");
    // What is measured is ingest: neither a decision pass nor maintenance falls into it.
    variables.put("COWBELL_DECISION_INTERVAL", "1d");
    variables.put("COWBELL_MAINTENANCE_INTERVAL", "1d");
    variables.put("COWBELL_HTTP_PORT", Integer.toString(port));
    return variables;
  }
}
