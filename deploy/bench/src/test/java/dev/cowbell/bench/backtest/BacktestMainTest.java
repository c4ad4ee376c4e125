package dev.cowbell.bench.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.backtest.Score;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestMainTest {

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
