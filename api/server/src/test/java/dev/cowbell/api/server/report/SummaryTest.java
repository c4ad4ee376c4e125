package dev.cowbell.api.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.SharingCurves;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void bestArm_isTheOneWithTheLeastMemoryToItself_notTheOneThatSharesMost() {
    Summary summary =
        summary(arm("default", 66, 9), arm("frozen", 4, 17), arm("threshold-0", 3, 56));

    assertThat(summary.headline())
        .isEqualTo(
            "Under default a worker has lost 66 % of the memory it could share; under frozen, 4 %.");
  }

  @Test
  void control_thatLosesLeast_isNotMadeToLookBad() {
    assertThat(summary(arm("default", 2, 1), arm("frozen", 3, 1)).headline())
        .isEqualTo(
            "default keeps its sharing: its workers still share 98 % of what they inherited.");
  }

  @Test
  void oneArm_isNotCompared() {
    Summary summary = summary(arm("default", 66, 9));

    assertThat(summary.headline()).contains("still shares 34 %");
    assertThat(summary.sentences().getLast()).contains("nothing to compare");
  }

  @Test
  void workersNotReadYet_areSaidToBe() {
    Summary summary = summary(unread(0));

    assertThat(summary.headline()).isEqualTo("No worker's sharing could be read yet.");
    assertThat(summary.sentences().getFirst()).startsWith("4 workers run;");
  }

  @Test
  void workersTheKernelHides_areSaidToBe_withTheRemedy() {
    assertThat(summary(unread(4)).sentences().getFirst())
        .contains("refused to show 4 of 4 workers", "CAP_SYS_PTRACE");
  }

  @Test
  void noFamilyNow_isSaidToBe() {
    assertThat(summary().headline()).isEqualTo("No host runs demo at the moment.");
  }

  private static Summary summary(Arm... arms) {
    return Summary.of(
        new ServiceReport(
            new ServiceOnClass("demo", "class"),
            new HardwareClass("class", "Zen 5", 2, 1L << 34, 1),
            List.of(),
            List.of(arms),
            Span.ALWAYS,
            new SharingCurves(List.of(), false),
            List.of(),
            List.of(),
            Instant.EPOCH,
            "0"));
  }

  private static Arm arm(String name, long lossMib, long growthMib) {
    Means means =
        new Means(
            4,
            0,
            0,
            0,
            60,
            100 * MIB,
            (100 - lossMib) * MIB,
            lossMib * MIB,
            lossMib * MIB,
            lossMib * MIB,
            growthMib * MIB);
    return arm(name, Optional.of(means), 0);
  }

  private static Arm unread(int refused) {
    return arm("default", Optional.empty(), refused);
  }

  private static Arm arm(String name, Optional<Means> means, int refused) {
    Figure missing = new Figure.Missing(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ);
    return new Arm(
        name, 1, 1, 4, refused, means, 1, missing, 1, missing, OptionalDouble.empty(), false);
  }
}
