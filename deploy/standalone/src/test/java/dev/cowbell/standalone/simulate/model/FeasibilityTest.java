package dev.cowbell.standalone.simulate.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import org.junit.jupiter.api.Test;

class FeasibilityTest {
  @Test
  void require_ofTheShippedScenarios_isContent() {
    for (String name : ScenarioFile.SHIPPED) {
      assertThatCode(() -> Feasibility.require(ScenarioFile.read(name))).doesNotThrowAnyException();
    }
  }

  @Test
  void require_ofMoreWorkersThanMemory_saysWhatTheyNeed() {
    assertThatThrownBy(() -> Feasibility.require(ScenarioFile.read("instagram").withWorkers(400)))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "Scenario instagram: service django, arm default, on Sandy Bridge-EP / 32 cores / 32"
                + " GiB: 400 workers that grow to ")
        .hasMessageEndingWith(
            "of 32768MiB; use fewer workers, a lower restart_limit or more memory");
  }
}
