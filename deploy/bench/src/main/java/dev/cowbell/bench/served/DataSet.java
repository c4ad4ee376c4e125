package dev.cowbell.bench.served;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.cowbell.api.contract.v1.Coverage;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.PolicyAdvice;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.bench.database.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The fleet that is asked about; {@code served/dataset.sql} says what it holds. Written by SQL,
 * since sending ticks for 90 days would take longer than everything measured.
 */
public final class DataSet {
  /** Holds fewer services than the others: enough for a report. */
  public static final String CLASS_OF_50_SERVICES = "Generation 13 / 16 cores / 64 GiB";

  /** How many arms each service has on each class. */
  public static final int ARMS = 3;

  private static final int SERVICES = 200;
  private static final int SERVICES_OF_SMALL_CLASS = 50;
  private static final int CLASSES = 12;

  private DataSet() {}

  /** Its n-th service, around and around. */
  public static String service(long number) {
    return "service-%03d".formatted(1 + number % SERVICES);
  }

  /** The n-th service of {@link #CLASS_OF_50_SERVICES}, around and around. */
  public static String serviceOfSmallClass(long number) {
    return service(number % SERVICES_OF_SMALL_CLASS);
  }

  /** Its n-th hardware class that holds all services, around and around. */
  public static String hardwareClass(long number) {
    return "Generation %d / 16 cores / 64 GiB".formatted(1 + number % CLASSES);
  }

  /** Migrates an empty database and fills it; about two minutes. */
  public static void write(String url) throws IOException, SQLException {
    Schema.apply(url);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      try (PreparedStatement insert =
          connection.prepareStatement("SELECT set_config(?, ?, false)")) {
        set(insert, "bench.sketch", hex(sketch()));
        set(insert, "bench.advice", hex(advice()));
      }
      statement.execute(script());
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static void set(PreparedStatement set, String name, String value) throws SQLException {
    set.setString(1, name);
    set.setString(2, value);
    set.execute();
  }

  private static String script() throws IOException {
    try (InputStream script = DataSet.class.getResourceAsStream("/served/dataset.sql")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] sketch() {
    DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(0.01, 2048);
    // Workers of one service, class, arm and age: from half to one and a half times their mean.
    for (int i = 50; i <= 150; i++) {
      sketch.accept(i * 5e5);
    }
    ByteBuffer buffer = sketch.serialize();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] advice() {
    return Recommendation.newBuilder()
        .setPolicy(
            PolicyAdvice.newBuilder()
                .setControl("default")
                .setTreatment("frozen")
                .setBytesPerWorker(6e7)
                .setInterval(Interval.newBuilder().setLow(5e7).setHigh(7e7).setBasis("95 %"))
                .setSnippet("gc.collect()\ngc.freeze()"))
        .setSummary("Freeze the heap before forking.")
        .addEvidence("8 hosts ran frozen, 8 hosts ran default.")
        .setCoverage(Coverage.newBuilder().setWorkers(1).setTicks(0.99))
        .build()
        .toByteArray();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
