package dev.cowbell.aggregator.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.aggregator.ipc.CollectorShare;
import dev.cowbell.aggregator.ipc.CpiHostDay;
import dev.cowbell.aggregator.ipc.CpiSpec;
import dev.cowbell.aggregator.ipc.IpcGain;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.HostSaving;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.savings.WorkerEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Each figure that others have published about this, fed to the estimator that would have to find
 * it. Slow restarts of one generation are in {@code RolloutTest}; the footprint of a family and the
 * share of PSS in RSS are the collector's.
 */
class PublishedNumbersTest {

  private static final double MIB = 1L << 20;
  private static final double MB = 1e6;
  private static final long GIB = 1L << 30;

  /** Of 250 MB, 140 were shared before and 225 after. */
  @Test
  void instagram_eightyFiveMegabytesAWorker_areAQuarterOfAHost() {
    Savings savings =
        Savings.between(
                new ArmPair("default", "disabled", 3600),
                hosts("d", (250 - 140) * MIB),
                hosts("t", (250 - 225) * MIB))
            .orElseThrow();
    assertThat(savings.lossAvoided().bytesPerWorker()).isEqualTo(85 * MIB);
    HostSaving host = HostSaving.of(savings.lossAvoided().bytesPerWorker(), 96, 32 * GIB);
    assertThat(host.bytes() / GIB).isCloseTo(7.97, within(0.005));
    assertThat(host.shareOfMemory()).isCloseTo(0.249, within(0.0005));
  }

  @Test
  void instagram_missRatio_andTenPerCentMoreInstructions() {
    assertThat(CpiHostDay.missRatio(268_195_790L, 2_191_115_722L))
        .isCloseTo(0.12240, within(0.000005));
    IpcGain gain = new IpcGain(new CpiSpec(2.2, 0, 8), new CpiSpec(2.0, 0, 8));
    assertThat(gain.share()).isCloseTo(0.10, within(1e-9));
  }

  /** More than 10 % throughput, about 10 % of it from instructions per cycle: nearly all. */
  @Test
  void instagram_throughput_comesFromTheCache() {
    IpcGain gain = new IpcGain(new CpiSpec(2.2, 0, 8), new CpiSpec(2.0, 0, 8));
    assertThat(gain.shareOfGain(0.10).orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(gain.shareOfGain(0.15).orElseThrow()).isBetween(0.6, 0.8);
  }

  @Test
  void pyCon2018_sixteenBytesAnObject_areAGibibyte() {
    HostSaving saving = HostSaving.of(16 * 1_000_000, 80, 32 * GIB);
    assertThat(saving.bytes()).isEqualTo(1.28e9);
    assertThat(saving.bytes() / GIB).isCloseTo(1.19, within(0.005));
  }

  @Test
  void tamingGc_threePerCentOfTime_areEightAndAHalfOfCapacity() {
    assertThat(CollectorShare.ofCapacity(0.03, 0.35)).isCloseTo(0.0857, within(0.00005));
    assertThat(CollectorShare.ofCapacity(0.005, 0.35)).isCloseTo(0.0143, within(0.00005));
    assertThat(CollectorShare.ofCapacity(0.03, 0)).isZero();
  }

  @Test
  void frappe_tracecat_andPitchfork_savedTheirShare() {
    assertThat(share(1791.518, 1236.89, 24)).isCloseTo(0.3096, within(0.00005));
    assertThat(share(3 * 621, 1125, 3)).isCloseTo(0.396, within(0.0005));
    assertThat(share(601.6, 320.3, 4)).isCloseTo(0.468, within(0.0005));
  }

  /** A tenth of thousands of servers. */
  @Test
  void analysis_aTenthOfAFleetOfThousands_isHundredsOfServers() {
    HostSaving host = HostSaving.of(32 * GIB * 0.10 / 96, 96, 32 * GIB);
    assertThat(host.shareOfMemory() * 3000).isCloseTo(300, within(1e-6));
  }

  @Test
  void amTrace_cyclesPerInstruction_andMissesPerThousand() {
    assertThat(CpiHostDay.cpi(1_391_935_375L, 694_470_820L)).isCloseTo(2.004, within(0.0005));
    assertThat(CpiHostDay.mpki(6_667_696L, 694_470_820L)).isCloseTo(9.60, within(0.005));
  }

  private static double share(double before, double after, int workers) {
    return HostSaving.of((before - after) * MB / workers, workers, Math.round(before * MB))
        .shareOfMemory();
  }

  private static List<WorkerEvidence> hosts(String prefix, double loss) {
    List<WorkerEvidence> workers = new ArrayList<>();
    for (int host = 0; host < 4; host++) {
      workers.add(
          new WorkerEvidence(
              prefix + host,
              "family",
              3600,
              Optional.of(new WorkerEvidence.Figures(loss, 0)),
              false));
    }
    return workers;
  }
}
