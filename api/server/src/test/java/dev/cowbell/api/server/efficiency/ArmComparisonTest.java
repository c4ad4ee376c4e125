package dev.cowbell.api.server.efficiency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.FootprintSource;
import dev.cowbell.api.contract.v1.RuntimeKind;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.FamilyId;
import dev.cowbell.api.server.fleet.Footprint;
import dev.cowbell.api.server.fleet.Policy;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.fleet.WorkerSum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArmComparisonTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Figure DENIED =
      new Figure.Missing(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);

  @Test
  void means_areOverWorkersThatWereRead() {
    Arm arm =
        ArmComparison.of(List.of(family("a", known(10))), List.of(sum(2, DENIED, 2))).getFirst();

    assertThat(arm.workersRead()).isEqualTo(2);
    assertThat(arm.means().orElseThrow().lossBytes()).isEqualTo(40);
    assertThat(arm.means().orElseThrow().lossMinBytes()).isEqualTo(20);
    assertThat(arm.means().orElseThrow().lossShare()).isEqualTo(0.4);
    assertThat(arm.fullCollectionsPerWorker()).hasValue(1.5);
  }

  @Test
  void sums_withAMissingPart_areMissing() {
    Arm arm =
        ArmComparison.of(
                List.of(family("a", known(10)), family("b", DENIED)), List.of(sum(0, DENIED, 0)))
            .getFirst();

    assertThat(arm.pssSumBytes()).isEqualTo(DENIED);
    assertThat(arm.fullCollections()).isEqualTo(DENIED);
    assertThat(arm.fullCollectionsPerWorker()).isEmpty();
    assertThat(arm.means()).isEmpty();
  }

  @Test
  void families_ofOneArm_addUpOverHosts() {
    Arm arm =
        ArmComparison.of(List.of(family("a", known(10)), family("b", known(20))), List.of())
            .getFirst();

    assertThat(arm.hosts()).isEqualTo(2);
    assertThat(arm.workers()).isEqualTo(8);
    assertThat(arm.pssSumBytes()).isEqualTo(known(30));
    assertThat(arm.footprintBytes()).isEqualTo(14);
    assertThat(arm.means()).isEmpty();
    assertThat(arm.fullCollections()).isInstanceOf(Figure.Missing.class);
  }

  private static Figure known(long value) {
    return new Figure.Known(value);
  }

  private static WorkerSum sum(int read, Figure collections, int known) {
    ServiceOnClass scope = new ServiceOnClass("demo", "class");
    return new WorkerSum(
        scope, "default", read, read, 0, 0, 120, 200, 120, 80, 20, 60, 10, collections, known, 3);
  }

  private static Family family(String host, Figure pss) {
    return new Family(
        id(host),
        false,
        "class",
        "demo",
        "default",
        RuntimeKind.RUNTIME_KIND_CPYTHON,
        "3.11.2",
        new Policy.InForce("default", true, List.of(700, 10, 10), false),
        NOW,
        4,
        0,
        100,
        pss,
        Optional.of(NOW),
        Optional.of(new Footprint(7, FootprintSource.FOOTPRINT_SOURCE_SUM, Basis.BASIS_ESTIMATED)));
  }

  private static FamilyId id(String host) {
    return new FamilyId(host, 1, 1);
  }
}
