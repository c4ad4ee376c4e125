package dev.cowbell.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.bench.machine.Machine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final Run RUN =
      new Run(
          "decisions",
          Instant.parse("2026-03-01T00:00:00Z"),
          "abc",
          new Machine("AMD EPYC", 2, 1024, "6.18"),
          new Findings(
              List.of(
                  Result.of("share", 0.06, "share")
                      .within(0.05, 0.07)
                      .promised(new Target.AtMost(0.05)),
                  Result.of("plain", 4, "hosts")),
              List.of(new Skipped("later", "not built"))));

  @Test
  void json_isTheDocumentedObject() {
    assertThat(RunJson.of(RUN).replaceAll("\\s+", ""))
        .isEqualTo(
            """
            {"schema":"cowbell.bench/1","bench":"decisions","at":"2026-03-01T00:00:00Z","commit":"abc",
            "machine":{"cpu":"AMDEPYC","cores":2,"memory_bytes":1024,"kernel":"6.18"},
            "results":[
            {"name":"share","value":0.06,"unit":"share","low":0.05,"high":0.07,"target":0.05,"met":false},
            {"name":"plain","value":4.0,"unit":"hosts"}],
            "skipped":[{"name":"later","reason":"notbuilt"}]}
            """
                .replaceAll("\\s+", ""));
  }

  @Test
  void table_namesWhatWasMissedAndWhatWasNotMeasured() {
    assertThat(RunTable.of(RUN))
        .contains("at most 0.05000: MISSED", "later", "not measured: not built")
        .startsWith("decisions on AMD EPYC, 2 cores, kernel 6.18, commit abc");
  }

  @Test
  void targets_meanWhatTheySay() {
    assertThat(new Target.AtMost(2).isMetBy(2)).isTrue();
    assertThat(new Target.AtMost(2).isMetBy(Double.NaN)).isFalse();
    assertThat(new Target.AtLeast(2).isMetBy(1.9)).isFalse();
  }
}
