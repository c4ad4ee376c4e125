package dev.cowbell.bench.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.backtest.Score;
import dev.cowbell.bench.database.DatabaseServer;
import dev.cowbell.bench.database.Schema;
import dev.cowbell.bench.database.TemporaryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestMainTest {

  private static final String STORED =
      """
      INSERT INTO hardware_class (name, generation, cores, memory_bytes) VALUES ('Zen 5 / 2 cores / 8 GiB', 'Zen 5', 2, 8589934592);
      INSERT INTO service (name) VALUES ('shop');
      INSERT INTO arm (name) VALUES ('default');
      INSERT INTO host (host_id, hostname, class_key, kernel) VALUES ('h1', 'web-1', 1, '6.1.0');
      INSERT INTO host_tick (collected_at, host_key, boot_id, sequence, kafka_partition, interval_millis, memory_total_bytes, memory_free_bytes,
        available_bytes, page_cache_bytes, anonymous_bytes, swap_used_bytes, family_count, worker_count, full_readings, deferred_readings,
        gap_ticks, collector_cpu_micros, collector_rss_bytes)
      SELECT now() - (120 - m) * INTERVAL '1 minute', 1, '0b0ef0a6-42b1-4e0e-9d75-8c2a7a3f3a10', m, 0, 60000, 8589934592, 1000000000,
        6000000000, 1000000000, 2000000000, 0, 1, 2, 2, 0, 0, 1000, 40000000 FROM generate_series(1, 119) m;
      INSERT INTO family_tick (collected_at, host_key, master_pid, master_start_ticks, service_key, arm_key, class_key, runtime_kind,
        runtime_version, worker_count, unreadable_worker_count, rss_sum_bytes, footprint_bytes, footprint_source, footprint_basis,
        master_anonymous_bytes, cpu_micros_delta, minor_faults_delta, major_faults_delta)
      SELECT collected_at, 1, 100, 5000, 1, 1, 1, 1, '3.11.9', 2, 0, 500000000, 400000000, 2, 2, 110000000, 1000000, 10, 0 FROM host_tick;
      INSERT INTO worker_reading (collected_at, read_at, host_key, master_pid, master_start_ticks, service_key, arm_key, class_key, pid,
        start_ticks, age_seconds, rss_bytes, uss_bytes, inherited_bytes, still_shared_bytes, sharing_loss_bytes, private_growth_bytes,
        minor_faults, major_faults, cpu_micros)
      SELECT collected_at, collected_at, 1, 100, 5000, 1, 1, 1, 100 + w, 6000 + w, sequence * 60, 200000000, 60000000, 100000000, 50000000,
        50000000, sequence * (900000 + 100000 * w), 1000, 0, 1000 FROM host_tick, generate_series(1, 2) w;
      """;

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();
  private final StringWriter complaints = new StringWriter();

  @Test
  void aTrace_isScoredAndDrawn() throws IOException {
    Path trace = Files.writeString(folder.resolve("t.csv"), trace());
    Path plot = folder.resolve("plot.svg");
    assertThat(run("--trace", trace.toString(), "--plot", plot.toString())).isZero();
    assertThat(printed.toString())
        .contains(
            "trace: recorded, two workers",
            "cowbell",
            "VPA target",
            "KRR",
            "moving window",
            "static");
    assertThat(Files.readString(plot)).startsWith("<svg").contains("polyline", "VPA target");
  }

  @Test
  void anExportedTrace_isReadAgain() throws IOException {
    Path trace = Files.writeString(folder.resolve("t.csv"), trace());
    Path copy = folder.resolve("copy.csv.gz");
    run("--trace", trace.toString(), "--export", copy.toString());
    String first = printed.toString();
    printed.getBuffer().setLength(0);
    assertThat(run("--trace", copy.toString())).isZero();
    assertThat(printed.toString()).isEqualTo(first);
  }

  /** A host with two workers that were read each minute for two hours. */
  @Test
  void theStore_isScoredAndDrawn() throws IOException, InterruptedException, SQLException {
    Path plot = folder.resolve("plot.svg");
    try (TemporaryFolder data = TemporaryFolder.create("cowbell-backtest");
        DatabaseServer database = DatabaseServer.start(data.path())) {
      database.create("cowbell");
      String url = database.url("cowbell");
      Schema.apply(url);
      database.execute("cowbell", STORED);
      CommandLine command = BacktestMain.commandLine(Map.of("COWBELL_DB_URL", url));
      command.setOut(new PrintWriter(printed, true));
      command.setErr(new PrintWriter(complaints, true));
      assertThat(command.execute("--from-store", "--plot", plot.toString()))
          .as(complaints.toString())
          .isZero();
      assertThat(command.execute("--from-store", "--service", "nobody")).isEqualTo(1);
    }
    assertThat(printed.toString())
        .contains("trace: recorded, service shop on Zen 5 / 2 cores / 8 GiB", "cowbell", "static");
    assertThat(Files.readString(plot)).startsWith("<svg").contains("polyline", "service shop");
    assertThat(complaints.toString()).contains("no workers of that service");
  }

  @Test
  void whatCannotBeUsed_isToldInOneLine() throws IOException {
    Path broken = Files.writeString(folder.resolve("b.csv"), "host\n");
    assertThat(run("--trace", broken.toString())).isEqualTo(1);
    assertThat(complaints.toString()).contains("b.csv: line 1: expected the header");
    assertThat(run("--from-store")).isEqualTo(1);
    assertThat(complaints.toString()).contains("COWBELL_DB_URL is not set");
    assertThat(run("--simulated", "weekly")).isEqualTo(1);
    assertThat(complaints.toString()).contains("there are daily-deploys and no-deploys");
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void whereOursLoses_theTableSaysSo() {
    String table =
        ScoreTable.of(
            List.of(
                new Score("cowbell", 1 << 20, 0.4, 1, 0, 2, 0, List.of()),
                new Score("static", 1 << 20, 0.5, 1, 0.1, 1.5, 0, List.of())));
    assertThat(table).endsWith("cowbell loses to static in restarts (1.500 against 2.000).\n");
    assertThat(ScoreTable.of(List.of(new Score("cowbell", 1, 0, 0, 0, 0, 0, List.of()))))
        .endsWith("cowbell loses to none of them in anything.\n");
  }

  private int run(String... arguments) {
    CommandLine command = BacktestMain.commandLine(Map.of());
    command.setOut(new PrintWriter(printed, true));
    command.setErr(new PrintWriter(complaints, true));
    return command.execute(arguments);
  }

  /** Two workers for two hours, read every two minutes. */
  private static String trace() {
    StringBuilder lines = new StringBuilder();
    lines.append("# source: recorded, two workers\n");
    lines.append(
        "host,budget_bytes,workers,still_shared_bytes,worker,born_at_seconds,age_seconds,loss_bytes,growth_bytes\n");
    for (int worker = 0; worker < 2; worker++) {
      for (int age = 60; age <= 7200; age += 120) {
        lines.append(
            "h,400000000,2,0,w%d,1000,%d,50000000,%d\n".formatted(worker, age, age * 20_000));
      }
    }
    return lines.toString();
  }
}
