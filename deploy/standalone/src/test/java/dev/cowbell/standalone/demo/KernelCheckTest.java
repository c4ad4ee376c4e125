package dev.cowbell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.standalone.failure.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelCheckTest {
  @Test
  void deviation_isAPerCentOfTheKernelsFigure_whicheverIsLarger() {
    assertThat(new KernelCheck("default", 98, 100).deviationPercent()).isCloseTo(2, within(1e-9));
    assertThat(new KernelCheck("default", 103, 100).deviationPercent()).isCloseTo(3, within(1e-9));
  }

  @Test
  void worst_isTheGreatestOfAllFamilies() {
    var checks = List.of(new KernelCheck("a", 100, 100), new KernelCheck("b", 95, 100));

    assertThat(KernelCheck.worstPercent(checks)).isCloseTo(5, within(1e-9));
  }

  @Test
  void parsePssBytes_takesPssAndNotItsParts() {
    var rollup =
        List.of(
            "55a0-7ffe ---p 00000000 00:00 0    [rollup]",
            "Rss:              220300 kB",
            "Pss:              139800 kB",
            "Pss_Dirty:         91000 kB");

    assertThat(KernelCheck.parsePssBytes(rollup)).isEqualTo(139_800L * 1024);
  }

  @Test
  void parsePssBytes_withoutPss_saysSo() {
    assertThatThrownBy(() -> KernelCheck.parsePssBytes(List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Pss:");
  }
}
