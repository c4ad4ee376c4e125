package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.cowbell.api.contract.v1.Coverage;
import dev.cowbell.api.contract.v1.InsufficientEvidence;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.LimitAdvice;
import dev.cowbell.api.contract.v1.PolicyAdvice;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.contract.v1.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;

/** The fleet of fixture/fleet.sql, with what SQL cannot write: sketches and messages. */
final class TestFleet {
  private static final double MIB = 1024 * 1024;
  private static final double[] AGES = {
    0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60
  };

  private TestFleet() {}

  static void fill(DataSource source) throws SQLException, IOException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(script("fleet"));
      statement.execute(script("decisions"));
      if (hasLedger(statement)) {
        statement.execute(script("ledger"));
      }
      curves(connection);
      // Of hours that are not compacted yet the view of days makes its own.
      statement.execute("INSERT INTO rollup_open SELECT * FROM rollup_minute");
      recommendations(connection);
    }
  }

  /** Whether the schema under test is new enough to hold totals and the ledger. */
  static boolean hasLedger(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery("SELECT to_regclass('api.savings_ledger')")) {
      return found.next() && found.getString(1) != null;
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream script =
        TestFleet.class.getResourceAsStream("/fixture/%s.sql".formatted(name))) {
      return new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
    }
  }

  /** demo on the first class: the default arm falls at 15 s; every other keeps what it has. */
  private static void curves(Connection connection) throws SQLException {
    for (int bucket = 0; bucket < AGES.length; bucket++) {
      double age = AGES[bucket];
      part(connection, 1, 1, bucket, 0, age < 15 ? 2.4 : Math.min(66.4, 50 + age / 3), age * 0.15);
      part(connection, 1, 1, bucket, 1, age < 15 ? 2.6 : Math.min(66.4, 52 + age / 3), age * 0.15);
      part(connection, 1, 2, bucket, 0, Math.min(3, 2 + age / 60), age * 0.93);
      part(connection, 1, 3, bucket, 0, Math.min(3, 1.8 + age / 60), age * 0.28);
      part(connection, 1, 4, bucket, 0, Math.min(3, 1.9 + age / 60), age * 0.32);
    }
  }

  private static void part(
      Connection connection,
      int service,
      int arm,
      int bucket,
      int partition,
      double lossMib,
      double growthMib)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO rollup_minute VALUES (?, ?, 1, ?, ?, ?, 4, 1, 0, ?, ?, ?, 0, 0, 0, ?, 0, 0, 0, 0, ?, ?)
            """)) {
      insert.setTimestamp(1, Timestamp.from(Instant.parse("2026-03-01T12:00:00Z")));
      insert.setInt(2, service);
      insert.setInt(3, arm);
      insert.setInt(4, bucket);
      insert.setInt(5, partition);
      insert.setDouble(6, 4 * 103.4 * MIB);
      insert.setDouble(7, 4 * (103.4 - lossMib) * MIB);
      insert.setDouble(8, 4 * lossMib * MIB);
      insert.setDouble(9, 4 * growthMib * MIB);
      insert.setBytes(10, sketch(lossMib * MIB));
      insert.setBytes(11, sketch(growthMib * MIB));
      insert.executeUpdate();
    }
  }

  static byte[] sketch(double value) {
    DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(0.01, 2048);
    sketch.accept(value, 4);
    ByteBuffer buffer = sketch.serialize();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static void recommendations(Connection connection) throws SQLException {
    recommend(connection, 1, 1, policy());
    recommend(connection, 1, 1, notEnough());
    recommend(connection, 2, 2, limit());
  }

  private static Recommendation policy() {
    return Recommendation.newBuilder()
        .setKind(RecommendationKind.RECOMMENDATION_KIND_GC_POLICY)
        .setStage(Stage.STAGE_OBSERVE)
        .setPolicy(
            PolicyAdvice.newBuilder()
                .setControl("default")
                .setTreatment("frozen")
                .setBytesPerWorker(66479718)
                .setInterval(
                    Interval.newBuilder()
                        .setLow(64000000)
                        .setHigh(68900000)
                        .setBasis("spread over workers; not a confidence interval"))
                .setSnippet(
                    "import gc\ngc.collect()\ngc.freeze()  # in the master, before it forks"))
        .setSummary("Freeze the heap before forking: it keeps 63.4 MiB per worker shared.")
        .addEvidence("4 workers on 1 host ran frozen, 4 workers on 1 host ran default.")
        .setCoverage(Coverage.newBuilder().setWorkers(1).setTicks(0.98))
        .build();
  }

  private static Recommendation notEnough() {
    return Recommendation.newBuilder()
        .setKind(RecommendationKind.RECOMMENDATION_KIND_WORKER_RSS_LIMIT)
        .setStage(Stage.STAGE_OBSERVE)
        .setInsufficient(
            InsufficientEvidence.newBuilder()
                .setUnit("hours of worker life")
                .setSeen(0.3)
                .setNeeded(24)
                .setDetail("Workers must be seen for a day before a limit can be set; let it run."))
        .setSummary("Not enough evidence for a restart limit yet.")
        .setCoverage(Coverage.newBuilder().setWorkers(1).setTicks(0.98))
        .build();
  }

  private static Recommendation limit() {
    return Recommendation.newBuilder()
        .setKind(RecommendationKind.RECOMMENDATION_KIND_WORKER_RSS_LIMIT)
        .setStage(Stage.STAGE_OBSERVE)
        .setLimit(
            LimitAdvice.newBuilder()
                .setUssLimitBytes(200L << 20)
                .setRssLimitBytes(400L << 20)
                .setLowerBytes(150L << 20)
                .setUpperBytes(300L << 20)
                .setSnippet("reload-on-uss = 200"))
        .setSummary("Restart workers at 200 MiB of private memory.")
        .build();
  }

  private static void recommend(
      Connection connection, int service, int hardwareClass, Recommendation recommendation)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO recommendation VALUES (?, ?, ?, now(), ?)")) {
      insert.setInt(1, service);
      insert.setInt(2, hardwareClass);
      insert.setInt(3, recommendation.getKindValue());
      insert.setBytes(4, recommendation.toByteArray());
      insert.executeUpdate();
    }
  }
}
