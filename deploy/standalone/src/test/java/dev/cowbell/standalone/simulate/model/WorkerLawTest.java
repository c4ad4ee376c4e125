package dev.cowbell.standalone.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import dev.cowbell.standalone.simulate.scenario.Service;
import org.junit.jupiter.api.Test;

class WorkerLawTest {
  private static final double MIB = 1 << 20;
  private static final Service WEB = ScenarioFile.read("fleet").services().getFirst();

  /** Cores such that a worker uses one core: load age is CPU time. */
  private static final int CORES = (int) Math.round(WEB.workers() / WEB.load().utilisation());

  @Test
  void loss_withDefaultPolicy_isSmallThenStepsAtTheFirstFullCollection() {
    WorkerLaw law = law("default");
    double step = law.fullCollectionLoadSeconds();

    assertThat(law.lossBytes(0, 0, 1)).isZero();
    assertThat(law.lossBytes(1, 1, 1) / MIB).isBetween(4.0, 5.0);
    assertThat(law.lossBytes(step - 0.01, step - 0.01, 1) / MIB).isLessThan(6);
    assertThat(law.lossBytes(step, step, 1) / law.inheritedBytes()).isBetween(0.55, 0.62);
    assertThat(law.lossBytes(4000, 4000, 1) - law.lossBytes(step, step, 1)).isLessThan(4 * MIB);
  }

  @Test
  void loss_withFrozenHeapOrNoCollections_hasNoStep() {
    for (String arm : new String[] {"frozen", "threshold-0"}) {
      assertThat(law(arm).lossBytes(4000, 4000, 1) / law(arm).inheritedBytes())
          .as(arm)
          .isBetween(0.03, 0.04);
    }
  }

  @Test
  void growth_withoutCollections_isGreater() {
    assertThat(law("default").growthBytes(40) / MIB).isBetween(10.0, 20.0);
    assertThat(law("threshold-0").growthBytes(40))
        .isGreaterThan(2 * law("default").growthBytes(40));
    assertThat(law("frozen").growthBytes(40)).isEqualTo(law("default").growthBytes(40));
  }

  @Test
  void fullCollections_comeEverRarer_andNeverWithoutACollector() {
    WorkerLaw law = law("default");
    double first = law.fullCollectionLoadSeconds();

    assertThat(law.fullCollections(first * 0.99, 1)).isZero();
    assertThat(law.fullCollections(first, 1)).isEqualTo(1);
    assertThat(law.fullCollections(first * 2, 1)).isEqualTo(4);
    assertThat(law("threshold-0").fullCollections(1e6, 1)).isZero();
  }

  @Test
  void loadAgeAt_aLimit_isWhenPrivateBytesReachIt() {
    WorkerLaw law = law("threshold-0");
    double age = law.loadAgeAt(300 * MIB);

    assertThat((law.lossBytes(age, age, 1) + law.growthBytes(age)) / MIB)
        .isCloseTo(300, within(0.5));
  }

  private static WorkerLaw law(String name) {
    Arm arm =
        WEB.arms().getFirst().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    return WorkerLaw.of(WEB, arm, CORES, 1);
  }
}
