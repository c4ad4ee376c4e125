package dev.cowbell.collector.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorPolicyTest {

  @ParameterizedTest
  @CsvSource({
    "true, 700, false, 700, default",
    "true, 2000, false, 2000, default",
    "true, 2000, false, 700, threshold-2000",
    "true, 700, false, 2000, threshold-700",
    "true, 0, false, 700, threshold-0",
    "true, 700, true, 700, frozen",
    "true, 50000, true, 700, frozen+threshold-50000",
    "false, 700, false, 700, disabled",
    "false, 50000, false, 700, disabled",
    "false, 700, true, 700, disabled+frozen",
  })
  void of_namesThePartsThatDifferFromTheDefault(
      boolean enabled, int threshold0, boolean frozen, int defaultThreshold0, String name) {
    CollectorPolicy policy =
        CollectorPolicy.of(enabled, List.of(threshold0, 10, 10), frozen, defaultThreshold0);

    assertThat(policy.name()).isEqualTo(name);
  }

  @Test
  void version_comesFromHexOrFileName() {
    assertThat(PythonVersion.ofHex(0x030b07f0)).hasToString("3.11.7");
    assertThat(PythonVersion.ofFileName("libpython3.10.so.1.0").map(Object::toString))
        .contains("3.10");
    assertThat(PythonVersion.ofFileName("python3.8").map(Object::toString)).contains("3.8");
    assertThat(PythonVersion.ofFileName("python3")).isEqualTo(Optional.empty());
  }

  @Test
  void layout_ofVersionsThatKeepTheirCollectorElsewhere_isNone() {
    assertThat(GcLayout.of(PythonVersion.ofHex(0x030e00f0))).isEmpty();
    assertThat(GcLayout.of(PythonVersion.ofHex(0x030712f0))).isEmpty();
    assertThat(GcLayout.of(PythonVersion.ofHex(0x020712f0))).isEmpty();
  }

  @Test
  void state_ofMemoryThatIsSomethingElse_isNone() {
    assertThat(GcState.parse(ForeignMemory.buffer(GcState.BYTES), 0x1000)).isEmpty();
  }
}
