package dev.cowbell.aggregator.savings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SavingsTest {

  private static final double MB = 1e6;
  private static final double MIB = 1L << 20;
  private static final ArmPair AT_60 = new ArmPair("default", "frozen", 60);

  /** Instagram: 250 MB resident, 140 MB of them shared before and 225 MB after. */
  @Test
  void instagram_sharedPerWorkerRisesBy85Megabytes() {
    var control = List.of(worker("a", "f", 60, 250 - 140, 0));
    var treatment = List.of(worker("b", "g", 60, 250 - 225, 0));
    assertThat(between(control, treatment).lossAvoided().bytesPerWorker()).isEqualTo(85 * MB);
  }

  @Test
  void instagram_96WorkersOf85MebibytesAreAQuarterOf32Gibibytes() {
    HostSaving saving = HostSaving.of(85 * MIB, 96, 32L << 30);
    assertThat(saving.bytes() / (1L << 30)).isCloseTo(7.97, within(0.005));
    assertThat(100 * saving.shareOfMemory()).isCloseTo(24.9, within(0.05));
  }

  @Test
  void lossAndGrowth_areTwoFigures_neverNetted() {
    var control = List.of(worker("a", "f", 60, 126.5, 10), worker("a", "f", 60, 124.5, 12));
    var treatment = List.of(worker("a", "g", 60, 7.4, 46), worker("a", "g", 60, 7.6, 44));
    Savings savings = between(control, treatment);
    assertThat(savings.lossAvoided()).isEqualTo(new Estimate(118 * MB, 116.9 * MB, 119.1 * MB));
    assertThat(savings.growthAdded()).isEqualTo(new Estimate(34 * MB, 32 * MB, 36 * MB));
  }

  @Test
  void oneFamilyPerArm_isNoConfidenceInterval_andSaysSo() {
    var savings =
        between(List.of(worker("a", "f", 60, 60, 0)), List.of(worker("a", "g", 60, 3, 0)));
    assertThat(savings.basis())
        .isEqualTo(new Basis(false, "one family per arm: not a confidence interval"));
  }

  @Test
  void fewHosts_areASpreadOverWorkers_andSaySo() {
    var control = List.of(worker("a", "f", 60, 60, 0), worker("b", "f", 60, 64, 0));
    var savings = between(control, List.of(worker("c", "g", 60, 3, 0)));
    assertThat(savings.basis().text())
        .isEqualTo("2 and 1 hosts: spread over workers, not a confidence interval");
    assertThat(savings.lossAvoided()).isEqualTo(new Estimate(59 * MB, 57 * MB, 61 * MB));
  }

  /** Simulated before choosing: sd 30 MB, 8 hosts per arm, half-width 58 MB. */
  @Test
  void fourHostsAndMore_giveAWelchIntervalOfHostMeans_withAlphaSpent() {
    double halfWidth = HostWelch.halfWidth(30 * MB * 30 * MB, 8, 30 * MB * 30 * MB, 8);
    assertThat(halfWidth / MB).isCloseTo(58, within(0.5));
    List<WorkerEvidence> control = hosts("c", 100, 92, 108, 100);
    List<WorkerEvidence> treatment = hosts("t", 15, 23, 7, 15);
    Savings savings = between(control, treatment);
    assertThat(savings.basis().confidence()).isTrue();
    assertThat(savings.basis().text()).contains("4 and 4 hosts").contains("observational");
    assertThat(savings.lossAvoided().bytesPerWorker()).isEqualTo(85 * MB);
    // First look: alpha 0.025, t with 6 degrees of freedom 2.969, standard error 4.619 MB.
    assertThat(savings.lossAvoided().low() / MB).isCloseTo(85 - 13.71, within(0.02));
  }

  @Test
  void workersOfOneHost_areOnePieceOfEvidence() {
    List<WorkerEvidence> control = new ArrayList<>(hosts("c", 100, 92, 108, 100));
    var few = between(control, hosts("t", 15, 23, 7, 15)).lossAvoided();
    for (int copy = 0; copy < 50; copy++) {
      control.addAll(hosts("c", 100, 92, 108, 100));
    }
    var many = between(control, hosts("t", 15, 23, 7, 15)).lossAvoided();
    assertThat(many.high() - many.low()).isCloseTo(few.high() - few.low(), within(1.0));
  }

  @Test
  void workersThatSayNothingAboutThatAge_leaveWithAReason() {
    var control =
        List.of(
            worker("a", "f", 59, 60, 0),
            worker("a", "f", 41, 2, 0),
            worker("a", "f", 75, 60, 0),
            new WorkerEvidence("a", "f", 60, Optional.empty(), false));
    Savings savings = between(control, List.of(worker("a", "g", 60, 3, 0)));
    assertThat(savings.lossAvoided().bytesPerWorker()).isEqualTo(57 * MB);
    assertThat(savings.coverage().leftOut())
        .isEqualTo(
            Map.of(LeftOut.TOO_YOUNG, 1L, LeftOut.NOT_READ_WHEN_YOUNG, 1L, LeftOut.NO_FIGURES, 1L));
    assertThat(savings.coverage().ratio()).isEqualTo(2 / 5.0);
  }

  @Test
  void noWorkerOfThatAge_isNoSaving() {
    assertThat(
            Savings.between(
                AT_60, List.of(worker("a", "f", 10, 3, 0)), List.of(worker("a", "g", 60, 3, 0))))
        .isEmpty();
  }

  @Test
  void theControl_isDefault_orElseTheLargestArm_andNeverUnknown() {
    var frozen = new ArmAge("frozen", 90, 4);
    var zero = new ArmAge("threshold-0", 70, 8);
    assertThat(ArmPair.of(List.of(zero, new ArmAge("default", 80, 1), frozen)))
        .containsExactly(
            new ArmPair("default", "frozen", 80), new ArmPair("default", "threshold-0", 70));
    assertThat(ArmPair.of(List.of(frozen, zero, new ArmAge("unknown", 99, 100))))
        .containsExactly(new ArmPair("threshold-0", "frozen", 70));
    assertThat(ArmPair.of(List.of(frozen, new ArmAge("unknown", 99, 100)))).isEmpty();
  }

  @Test
  void hostsNeeded_areTheFewestThatTellTheEffectFromZero() {
    assertThat(HostsNeeded.toTellFromZero(85 * MB, 30 * MB)).isEqualTo(4);
    assertThat(HostsNeeded.toTellFromZero(58.5 * MB, 30 * MB)).isEqualTo(8);
    assertThat(HostsNeeded.toTellFromZero(1, 30 * MB)).isEqualTo(1000);
  }

  private static Savings between(List<WorkerEvidence> control, List<WorkerEvidence> treatment) {
    return Savings.between(AT_60, control, treatment).orElseThrow();
  }

  private static List<WorkerEvidence> hosts(String prefix, double... lossesMb) {
    List<WorkerEvidence> workers = new ArrayList<>();
    for (int host = 0; host < lossesMb.length; host++) {
      workers.add(worker(prefix + host, "f", 60, lossesMb[host], 0));
    }
    return workers;
  }

  private static WorkerEvidence worker(
      String host, String family, double age, double lossMb, double growthMb) {
    return new WorkerEvidence(
        host,
        family,
        age,
        Optional.of(new WorkerEvidence.Figures(lossMb * MB, growthMb * MB)),
        false);
  }
}
