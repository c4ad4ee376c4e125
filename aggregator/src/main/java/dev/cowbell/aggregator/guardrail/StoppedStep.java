package dev.cowbell.aggregator.guardrail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a generation that was stopped may go on, or is worse than it was. */
record StoppedStep(Rollout rollout, Generation generation) {

  Step next(Stopped stage, Instant now) {
    return switch (stage) {
      case Held held -> held(held, now);
      case RolledBack back -> rolledBack(back, now);
    };
  }

  private Step held(Held held, Instant now) {
    List<String> hosts = rollout.treatedHosts(generation, held);
    Judgement judgement = rollout.judge(generation, hosts, from(held), now);
    var again = new Cause.Breached(judgement.breaches());
    if (judgement.takesBack()) {
      return rollout.step(generation, held.rollBack(again, now), judgement, again.sentences());
    }
    if (!judgement.breaches().isEmpty() && held.repair() instanceof Repair.Fixed) {
      return rollout.step(generation, held.brokeAgain(again, now), judgement, again.sentences());
    }
    Optional<Running> released = held.release(judgement.cleanReloadsInARow(), now);
    return released.isPresent()
        ? rollout.step(generation, released.get(), judgement, List.of(proof(judgement)))
        : stay(held, judgement);
  }

  /** Without the change no host can breach for it; clean reloads show that all is as it was. */
  private Step rolledBack(RolledBack back, Instant now) {
    Judgement judgement = rollout.judge(generation, generation.hosts(), from(back), now);
    Optional<Observe> released = back.release(judgement.cleanReloadsInARow());
    return released.isPresent()
        ? rollout.step(generation, released.get(), judgement, List.of(proof(judgement)))
        : stay(back, judgement);
  }

  private Step stay(Stopped stage, Judgement judgement) {
    return rollout.step(generation, stage, judgement, stage.cause().sentences());
  }

  private static Instant from(Stopped stage) {
    return switch (stage.repair()) {
      case Repair.Awaited _ -> stage.since();
      case Repair.Fixed(_, Instant at) -> at;
    };
  }

  private static String proof(Judgement judgement) {
    return "marked fixed, and %d clean reloads in a row since"
        .formatted(judgement.cleanReloadsInARow());
  }
}
