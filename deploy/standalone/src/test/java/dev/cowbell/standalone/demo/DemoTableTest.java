package dev.cowbell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.standalone.demo.DemoResult.ArmFacts;
import dev.cowbell.standalone.demo.DemoResult.HostFacts;
import dev.cowbell.standalone.demo.DemoResult.KernelCheckFacts;
import dev.cowbell.standalone.demo.DemoResult.RecommendationFacts;
import dev.cowbell.standalone.demo.DemoResult.SavingsFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTableTest {
  private static final DemoResult RESULT =
      new DemoResult(
          DemoResult.SCHEMA,
          "2026-01-02T03:04:05Z",
          new HostFacts("Zen 2", "Zen 2 / 2 cores / 24 GiB", 2, 24L << 30, "6.1.0"),
          "3.11.2",
          60,
          List.of(
              new ArmFacts(
                  "default", 4, 103_400_000, 66_400_000, 21_000_000, 430_000_000, 440_000_000L, 4L),
              new ArmFacts(
                  "frozen", 4, 103_400_000, 3_000_000, 21_000_000, 180_000_000, null, null)),
          List.of(
              new SavingsFacts(
                  "default",
                  "frozen",
                  63_400_000,
                  63_000_000,
                  64_000_000,
                  "one family per arm: not a confidence interval",
                  59.7,
                  -100_000)),
          List.of(
              new RecommendationFacts(
                  "GC_POLICY", "insufficient", "OBSERVE", "Not enough evidence yet.", List.of())),
          KernelCheckFacts.of(List.of(new KernelCheck("default", 101, 100))));

  @Test
  void lines_areARowPerArmThenSavingsAdviceAndTheCheck() {
    assertThat(String.join("\n", DemoTable.lines(RESULT)))
        .isEqualTo(
            """

                                               inherited  sharing loss private growth  family footprint  sum of PSS         full
            arm                      workers  MiB/worker    MiB/worker     MiB/worker               MiB         MiB  collections
            default                        4        98.6          63.3           20.0             410.1       419.6            4
            frozen                         4        98.6           2.9           20.0             171.7 unavailable  unavailable

            frozen instead of default: 60.5 MiB less sharing loss per worker (60.1 to 61.0; one family per arm: not a confidence interval), -0.1 MiB more private growth, at 60 s of age

            GC_POLICY (OBSERVE): Not enough evidence yet.

            Hardware: Zen 2 / 2 cores / 24 GiB
            Check: Cowbell's sum of PSS and the kernel's own differ by 1.00 % in the worst of 1 families.""");
  }

  @Test
  void write_namesFieldsInSnakeCaseAndLeavesNoDraft(@TempDir Path folder) throws Exception {
    RESULT.write(folder.resolve("out.json"));

    assertThat(folder.resolve("out.json"))
        .content()
        .contains(
            "\"schema\" : \"cowbell.demo/1\"",
            "\"inherited_bytes_per_worker\" : 103400000",
            "\"family_pss_bytes\" : null",
            "\"kernel_check\"",
            "\"deviation_percent\" : 1.0");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
