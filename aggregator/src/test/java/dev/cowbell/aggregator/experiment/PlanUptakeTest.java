package dev.cowbell.aggregator.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanUptakeTest {

  private static final PairPlan PLAN =
      new PairPlan(
          "class",
          1,
          List.of(
              new HostPair("a", "A"),
              new HostPair("b", "B"),
              new HostPair("c", "C"),
              new HostPair("d", "D"),
              new HostPair("e", "E")),
          List.of());

  @Test
  void fourFifthsOfEitherSide_takeAPlanUp_whateverTheyCallTheirArms() {
    Map<String, String> arms = new HashMap<>();
    PLAN.pairs().forEach(pair -> arms.put(pair.controlHost(), "blue"));
    PLAN.pairs().forEach(pair -> arms.put(pair.treatmentHost(), "green"));
    assertThat(PlanUptake.on(9, PLAN, arms)).contains(new PlanUptake(9, "blue", "green"));
    arms.put("A", "blue");
    assertThat(PlanUptake.on(9, PLAN, arms)).isPresent();
    arms.remove("B");
    assertThat(PlanUptake.on(9, PLAN, arms)).isEmpty();
  }

  @Test
  void oneArmEverywhere_isNoExperiment() {
    Map<String, String> arms = new HashMap<>();
    PLAN.pairs().forEach(pair -> arms.put(pair.controlHost(), "blue"));
    PLAN.pairs().forEach(pair -> arms.put(pair.treatmentHost(), "blue"));
    assertThat(PlanUptake.on(9, PLAN, arms)).isEmpty();
  }

  @Test
  void policy_isWhatMostHostsShow() {
    assertThat(PlanUptake.policy(List.of("frozen", "default", "frozen"))).contains("frozen");
    assertThat(PlanUptake.policy(List.of())).isEmpty();
  }

  @Test
  void changes_areDatedByTheFirstDayAfterWhichTheOldArmIsGone() {
    List<HostDay> days =
        List.of(
            day("over", 1, "default"),
            day("over", 2, "default"),
            day("over", 2, "frozen"),
            day("over", 3, "frozen"),
            day("back", 1, "default"),
            day("back", 2, "frozen"),
            day("back", 3, "default"),
            day("third", 1, "default"),
            day("third", 2, "other"),
            day("third", 3, "frozen"),
            day("stays", 1, "default"));
    assertThat(ArmChange.days("default", "frozen", days)).isEqualTo(Map.of("over", 2L));
  }

  private static HostDay day(String host, long day, String arm) {
    return new HostDay(host, day, arm, new PolicyInForce.Unavailable("not read"), List.of());
  }
}
