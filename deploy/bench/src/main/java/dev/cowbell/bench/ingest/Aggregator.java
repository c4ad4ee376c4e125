package dev.cowbell.bench.ingest;

import dev.cowbell.bench.process.ProcessTree;
import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The aggregator as it is deployed, with a database of its own. */
final class Aggregator implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final String STANDING =
      "SELECT coalesce(sum(accepted), 0), coalesce(sum(stored), 0) FROM consumer_offset";
  private static final String READINGS = "SELECT coalesce(sum(readings), 0) FROM rollup_minute";

  private final Site site;
  private final Child child;
  private final ProcessTree process;
  private final Connection connection;

  /** What stands at one moment; CPU times are those since it was started. */
  record Look(long accepted, long nanos, double aggregatorCpu, double databaseCpu) {}

  private Aggregator(Site site, Child child, Connection connection) {
    this.site = site;
    this.child = child;
    this.process = new ProcessTree(child.pid());
    this.connection = connection;
  }

  /** Creates the database and returns when the process answers. */
  static Aggregator start(Site site, String database, boolean rawReadings)
      throws InterruptedException, SQLException {
    site.server().create(database);
    int port = Loopback.freePort();
    Child child =
        Child.start(
            "aggregator",
            Artefacts.ofCheckout().deployedAggregator(),
            variables(site, database, rawReadings, port),
            site.folder());
    try {
      child.awaitReady(
          URI.create("http://127.0.0.1:%d/q/health/live".formatted(port)), READY_LIMIT);
      return new Aggregator(site, child, DriverManager.getConnection(site.server().url(database)));
    } catch (InterruptedException | SQLException | RuntimeException e) {
      child.close();
      throw e;
    }
  }

  private static Map<String, String> variables(
      Site site, String database, boolean rawReadings, int port) {
    Map<String, String> variables = new HashMap<>();
    variables.put("COWBELL_KAFKA_BOOTSTRAP", site.kafka().bootstrap());
    variables.put("COWBELL_DB_URL", site.server().url(database));
    variables.put("COWBELL_RAW_READINGS", rawReadings ? "on" : "off");
    // What is measured is ingest: neither a decision pass nor maintenance falls into it.
    variables.put("COWBELL_DECISION_INTERVAL", "1d");
    variables.put("COWBELL_MAINTENANCE_INTERVAL", "1d");
    variables.put("COWBELL_HTTP_PORT", Integer.toString(port));
    variables.put("MALLOC_ARENA_MAX", "1"); // As in its image.
    return variables;
  }

  /** Ticks it has taken over. */
  long accepted() throws IOException, SQLException {
    child.requireAlive();
    try (PreparedStatement select = connection.prepareStatement(STANDING);
        ResultSet row = select.executeQuery()) {
      row.next();
      if (row.getLong(1) > 0 && row.getLong(2) == 0) {
        throw new IOException("the aggregator stores nothing of what it takes over");
      }
      return row.getLong(1);
    }
  }

  /** Fails in one line where the process has ended or takes over what it does not store. */
  Look look() throws IOException, SQLException {
    double databaseCpu = new ProcessTree(site.server().pid()).cpuSeconds();
    return new Look(accepted(), System.nanoTime(), process.cpuSeconds(), databaseCpu);
  }

  /** Size of its database on disk, log excluded. */
  long databaseBytes() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT pg_database_size(current_database())");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Resident just now. */
  long rssBytes() throws IOException {
    return process.rssBytes();
  }

  /** The most that it ever had resident. */
  long peakRssBytes() throws IOException {
    return process.peakRssBytes();
  }

  /** Worker readings that were rolled up so far. */
  double readings() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READINGS);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getDouble(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    child.close();
  }
}
