package dev.cowbell.aggregator.guardrail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** On, stop, or stay, for a generation some of whose hosts have the change. */
record RunningStep(Rollout rollout, Generation generation) {
  private static final Duration MEMORY = Duration.ofDays(HostBaseline.DAYS);

  Step next(Running stage, Instant now) {
    List<String> hosts = rollout.treatedHosts(generation, stage);
    Judgement judgement = rollout.judge(generation, hosts, from(stage, now), now);
    if (!judgement.breaches().isEmpty()) {
      var cause = new Cause.Breached(judgement.breaches());
      Stage stopped = judgement.takesBack() ? stage.rollBack(cause, now) : stage.hold(cause, now);
      return rollout.step(generation, stopped, judgement, cause.sentences());
    }
    Stage after = passed(stage, hosts, judgement) ? onward(stage, now) : stage;
    return rollout.step(generation, after, judgement, List.of(seen(hosts, judgement)));
  }

  /** A stage that ends counts from its beginning; the last one never does, so it forgets. */
  private static Instant from(Running stage, Instant now) {
    Instant remembered = now.minus(MEMORY);
    return switch (stage) {
      case Canary _, Expand _ -> stage.since();
      case Fleet _ -> remembered.isAfter(stage.since()) ? remembered : stage.since();
    };
  }

  private boolean passed(Running stage, List<String> hosts, Judgement judgement) {
    return switch (stage) {
      case Canary _ ->
          hosts.stream()
              .allMatch(host -> judgement.cleanReloadsOf(host) >= rollout.policy().canaryReloads());
      case Expand _ ->
          judgement.cleanReloads() >= rollout.policy().expandReloadsInAll(hosts.size());
      case Fleet _ -> false;
    };
  }

  private static Stage onward(Running stage, Instant now) {
    return switch (stage) {
      case Canary canary ->
          switch (canary.wave()) {
            case FIRST -> canary.widen();
            case WHOLE -> canary.expand(now);
          };
      case Expand expand -> expand.complete(now);
      case Fleet fleet -> fleet;
    };
  }

  private static String seen(List<String> hosts, Judgement judgement) {
    String unjudged =
        judgement.unjudged().isEmpty()
            ? ""
            : "; could not be judged: "
                + String.join(
                    ", ", judgement.unjudged().stream().map(Rail::figure).sorted().toList());
    return "%d clean reloads of %d on %d hosts%s"
        .formatted(judgement.cleanReloads(), judgement.reloads(), hosts.size(), unjudged);
  }
}
