package dev.cowbell.aggregator.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.guardrail.OperatorRequest.Action;
import dev.cowbell.aggregator.guardrail.OperatorRequest.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorRequestTest {
  private static final Instant NOW = Seen.START;
  private static final Rollout ROLLOUT =
      new Rollout(StagePolicy.DEFAULT, new Guardrails(Limits.DEFAULT), "web");
  private static final Canary CANARY = new Observe().begin(NOW);
  private static final Cause BROKEN =
      new Cause.Breached(List.of(new Breach(Rail.RESTART_TIME, "h1", 60, 25, NOW)));

  @Test
  void approve_goesOneStageOnAtATime_withoutWaiting() {
    assertThat(after(Action.APPROVE, new Observe())).isEqualTo(CANARY);
    assertThat(after(Action.APPROVE, CANARY)).isEqualTo(CANARY.widen());
    assertThat(after(Action.APPROVE, CANARY.widen())).isEqualTo(new Expand(NOW));
    assertThat(after(Action.APPROVE, new Expand(NOW))).isEqualTo(new Fleet(NOW));
    assertThat(refused(Action.APPROVE, new Fleet(NOW))).contains("no next stage");
    assertThat(refused(Action.APPROVE, CANARY.hold(BROKEN, NOW))).contains("release it first");
  }

  @Test
  void hold_stopsWhatRunsAndNothingElse() {
    assertThat(after(Action.HOLD, CANARY))
        .isEqualTo(CANARY.hold(new Cause.Operator("because"), NOW));
    assertThat(refused(Action.HOLD, new Observe())).contains("no host has the change");
    assertThat(refused(Action.HOLD, CANARY.hold(BROKEN, NOW))).contains("held already");
    assertThat(refused(Action.HOLD, CANARY.rollBack(BROKEN, NOW))).contains("taken back");
  }

  @Test
  void release_isAtOnceWhereAPersonHeld_andTakesAProofWhereARailBroke() {
    Held byHand = CANARY.hold(new Cause.Operator("lunch"), NOW);
    assertThat(after(Action.RELEASE, byHand)).isEqualTo(CANARY.begunAnew(NOW));
    Held broken = CANARY.hold(BROKEN, NOW);
    assertThat(after(Action.RELEASE, broken)).isEqualTo(broken.markedFixed("because", NOW));
    RolledBack back = CANARY.rollBack(BROKEN, NOW);
    assertThat(after(Action.RELEASE, back)).isEqualTo(back.markedFixed("because", NOW));
    assertThat(refused(Action.RELEASE, CANARY)).contains("is not held");
  }

  @Test
  void whatIsNotAdvised_isNotApproved() {
    Answer answer =
        request(Action.APPROVE).of(ROLLOUT, generation("old", new Observe(), false), NOW);
    assertThat(answer.detail()).contains("no change is advised");
  }

  @Test
  void breachOnOneClass_holdsTheOthersOfItsGeneration_andNobodyElse() {
    HostObservation killed = new Seen(10, 0.3, 4e9, 2, 1, 1).on("old / 32 GiB/3", 5);
    Fleet fleet = new Fleet(NOW);
    List<Step> steps =
        ROLLOUT.next(
            List.of(
                generation("old / 32 GiB", fleet, true, killed),
                generation("old / 64 GiB", fleet, true),
                generation("new / 64 GiB", fleet, true)),
            NOW.plusSeconds(3600));
    assertThat(steps.get(0).after()).isInstanceOf(RolledBack.class);
    assertThat(steps.get(1).after())
        .isInstanceOfSatisfying(
            Held.class,
            held -> assertThat(held.cause().sentences()).allMatch(why -> why.contains("killed")));
    assertThat(steps.get(2).isMove()).isFalse();
  }

  private static Stage after(Action action, Stage stage) {
    Answer answer = request(action).of(ROLLOUT, generation("old", stage, true), NOW);
    return ((Answer.Applied) answer).step().after();
  }

  private static String refused(Action action, Stage stage) {
    Answer answer = request(action).of(ROLLOUT, generation("old", stage, true), NOW);
    return ((Answer.Refused) answer).detail();
  }

  private static OperatorRequest request(Action action) {
    return new OperatorRequest(action, "ada", "because");
  }

  private static Generation generation(
      String name, Stage stage, boolean advised, HostObservation... seen) {
    return new Generation(
        name,
        name.split(" / ", 2)[0],
        2012,
        List.of(name + "/1", name + "/2", name + "/3"),
        stage,
        List.of(),
        advised,
        List.of(seen),
        Map.of(),
        Optional.empty());
  }
}
