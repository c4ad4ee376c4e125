package dev.cowbell.aggregator.guardrail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person asks of a stage.
 *
 * @param action what
 * @param operator who
 * @param reason why, in their words
 */
public record OperatorRequest(Action action, String operator, String reason) {
  private static final Judgement NOT_JUDGED = new Judgement(List.of(), Set.of(), 0, Map.of(), 0);

  /** What may be asked. */
  public enum Action {
    /** Stop where it stands. */
    HOLD,
    /** Go on after a stop: at once where a person had stopped it, else once the fix is proven. */
    RELEASE,
    /** Go to the next stage without what that would take. */
    APPROVE
  }

  /** What became of it. */
  public sealed interface Answer {
    /** One sentence. */
    String detail();

    /** The stage changed. */
    record Applied(Step step, String detail) implements Answer {}

    /** It is not a legal move. */
    record Refused(String detail) implements Answer {}
  }

  /** The answer for a generation as it stands. */
  public Answer of(Rollout rollout, Generation generation, Instant now) {
    return switch (generation.stage()) {
      case Observe observe -> observe(rollout, generation, observe, now);
      case Running running -> running(rollout, generation, running, now);
      case Held held -> held(rollout, generation, held, now);
      case RolledBack back -> rolledBack(rollout, generation, back, now);
    };
  }

  private Answer observe(Rollout rollout, Generation generation, Observe stage, Instant now) {
    return switch (action) {
      case HOLD, RELEASE -> new Answer.Refused("it stands at OBSERVE: no host has the change");
      case APPROVE ->
          generation.advised() && !generation.hosts().isEmpty()
              ? applied(rollout, generation, stage.begin(now))
              : new Answer.Refused("no change is advised for this generation yet");
    };
  }

  private Answer running(Rollout rollout, Generation generation, Running stage, Instant now) {
    return switch (action) {
      case HOLD -> applied(rollout, generation, stage.hold(new Cause.Operator(reason), now));
      case RELEASE -> new Answer.Refused("it stands at " + stage.name() + " and is not held");
      case APPROVE ->
          switch (stage) {
            case Canary canary when canary.wave() == Canary.Wave.FIRST ->
                applied(rollout, generation, canary.widen());
            case Canary canary -> applied(rollout, generation, canary.expand(now));
            case Expand expand -> applied(rollout, generation, expand.complete(now));
            case Fleet _ -> new Answer.Refused("it stands at FLEET: there is no next stage");
          };
    };
  }

  private Answer held(Rollout rollout, Generation generation, Held stage, Instant now) {
    return switch (action) {
      case HOLD -> new Answer.Refused("it is held already");
      case RELEASE ->
          stage
              .resume(now)
              .map(on -> applied(rollout, generation, on))
              .orElseGet(() -> fixed(rollout, generation, stage.markedFixed(reason, now)));
      case APPROVE -> new Answer.Refused("it is held: release it first");
    };
  }

  private Answer rolledBack(Rollout rollout, Generation generation, RolledBack stage, Instant now) {
    return switch (action) {
      case HOLD -> new Answer.Refused("it is taken back: no host has the change");
      case RELEASE -> fixed(rollout, generation, stage.markedFixed(reason, now));
      case APPROVE -> new Answer.Refused("it is taken back: release it first");
    };
  }

  private Answer fixed(Rollout rollout, Generation generation, Stopped stage) {
    return new Answer.Applied(
        step(rollout, generation, stage),
        "marked fixed: it goes on after %d clean reloads in a row".formatted(Repair.CLEAN_RELOADS));
  }

  private Answer applied(Rollout rollout, Generation generation, Stage after) {
    return new Answer.Applied(
        step(rollout, generation, after), generation.stage().name() + " became " + after.name());
  }

  private Step step(Rollout rollout, Generation generation, Stage after) {
    return rollout.step(
        generation,
        after,
        NOT_JUDGED,
        List.of("%s asked for by an operator: %s".formatted(action, reason)));
  }
}
