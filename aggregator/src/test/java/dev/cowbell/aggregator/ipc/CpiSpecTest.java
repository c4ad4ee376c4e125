package dev.cowbell.aggregator.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpiSpecTest {

  @Test
  void days_weighAsTabulated() {
    List<CpiHostDay> days = new ArrayList<>(hosts("default", 5, 2.0, 0));
    days.addAll(hosts("default", 5, 1.8, 1));
    CpiSpec spec = CpiSpec.of(days).orElseThrow();
    assertThat(spec.mean()).isCloseTo((2.0 * 500 + 1.8 * 450) / 950, within(1e-9));
    assertThat(spec.hosts()).isEqualTo(5);
  }

  @Test
  void fourHosts_orFewSamples_areNoSpecification() {
    assertThat(CpiSpec.of(hosts("default", 4, 2, 0))).isEmpty();
    List<CpiHostDay> thin = new ArrayList<>(hosts("default", 4, 2, 0));
    thin.add(new CpiHostDay("h9", "default", 0, 99, 2, 4));
    assertThat(CpiSpec.of(thin)).isEmpty();
    assertThat(CpiSpec.of(List.of())).isEmpty();
  }

  @Test
  void readingsThatAreNoNumbers_areLeftOut() {
    List<CpiHostDay> days = new ArrayList<>(hosts("default", 5, 2, 0));
    days.add(new CpiHostDay("h9", "default", 0, 500, Double.NaN, Double.NaN));
    assertThat(CpiSpec.of(days).orElseThrow().mean()).isEqualTo(2);
  }

  @Test
  void outliers_lieTwoDeviationsAbove_andThreeInFiveMinutesAreAnAnomaly() {
    CpiSpec spec = new CpiSpec(2, 0.1, 5);
    assertThat(spec.isOutlier(2.2)).isFalse();
    assertThat(spec.isOutlier(2.21)).isTrue();
    assertThat(CpiSpec.isAnomaly(List.of(0.0, 100.0, 301.0))).isFalse();
    assertThat(CpiSpec.isAnomaly(List.of(0.0, 50.0, 100.0, 300.0))).isTrue();
    assertThat(CpiSpec.isAnomaly(List.of(0.0, 1.0))).isFalse();
  }

  @Test
  void anArmsGain_isSplitIntoCyclesAndTheRest() {
    List<CpiHostDay> days = new ArrayList<>(hosts("default", 5, 2.2, 0));
    days.addAll(hosts("frozen", 5, 2.0, 0));
    IpcGain gain = IpcGain.between(days, "default", "frozen").orElseThrow();
    assertThat(gain.share()).isCloseTo(0.1, within(1e-9));
    assertThat(gain.shareOfGain(0.12).orElseThrow()).isCloseTo(0.841, within(0.001));
    assertThat(gain.shareOfGain(0)).isEmpty();
    assertThat(gain.sentence("frozen"))
        .isEqualTo(
            "Under frozen the CPUs need 2.000 cycles per instruction against 2.200 (standard deviations 0.000 and 0.000 over 5 and 5 hosts): +10.0 % of instructions per cycle.");
  }

  @Test
  void anArmWithoutCounters_hasNoGain() {
    assertThat(IpcGain.between(hosts("default", 5, 2, 0), "default", "frozen")).isEmpty();
  }

  private static List<CpiHostDay> hosts(String arm, int count, double cpi, int daysAgo) {
    List<CpiHostDay> days = new ArrayList<>();
    for (int host = 0; host < count; host++) {
      days.add(new CpiHostDay("h" + host, arm, daysAgo, 100, cpi, cpi * cpi));
    }
    return days;
  }
}
