package dev.cowbell.collector.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void run_withoutASubject_showsTheUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("a pid or a service is missing")
        .contains("usage: ./cowbell why");
  }

  @Test
  void run_withSecondsOutOfRange_saysWhatIsAllowed() {
    assertThat(run("1", "--seconds", "0")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("from 1 to 3600");
  }

  @Test
  void run_withUnknownOptionsOrTwoSubjects_isAUsageError() {
    assertThat(run("1", "--stacks")).isEqualTo(2);
    assertThat(run("1", "2")).isEqualTo(2);
    assertThat(run("1", "--folded")).isEqualTo(2);
  }

  @Test
  void run_withHelp_isNoError() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--folded FILE");
  }

  @Test
  void run_onAPidThatIsNotThere_isOneClearLine() {
    assertThat(run("999999999")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no process 999999999");
  }

  private int run(String... args) {
    return WhyMain.run(
        List.of(args),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
