package dev.cowbell.aggregator.guardrail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose turn it is. */
record ObserveStep(Rollout rollout, Generation generation, List<Generation> all) {
  private static final Judgement NOTHING_SEEN = new Judgement(List.of(), Set.of(), 0, Map.of(), 0);

  Step next(Observe observe, Instant now) {
    if (!generation.advised()) {
      return stay("the change is not advised for this generation yet");
    }
    if (generation.hosts().isEmpty()) {
      return stay("this generation has no hosts");
    }
    List<String> older =
        all.stream()
            .filter(other -> other.releaseYear() < generation.releaseYear())
            .filter(ObserveStep::isStillToProve)
            .map(Generation::name)
            .toList();
    if (!older.isEmpty()) {
      return stay("waits for the canary of " + String.join(", ", older));
    }
    return unknownHosts() > 0
        ? stay(
            "%d of the first %d hosts have been seen reloading on fewer than %d days: there is nothing to hold them against yet; an operator may approve it all the same"
                .formatted(unknownHosts(), canary().size(), HostBaseline.LEAST_DAYS))
        : rollout.step(
            generation,
            observe.begin(now),
            NOTHING_SEEN,
            List.of("no older generation is waiting"));
  }

  /** The hosts that a canary touches, all of them: a host without a baseline cannot breach. */
  private List<String> canary() {
    return rollout.treatedHosts(generation, new Canary(Instant.EPOCH, Canary.Wave.WHOLE));
  }

  private long unknownHosts() {
    return canary().stream()
        .filter(host -> !generation.baselines().getOrDefault(host, HostBaseline.UNKNOWN).isKnown())
        .count();
  }

  /** A generation for which nothing is advised holds nobody up. */
  private static boolean isStillToProve(Generation other) {
    return switch (other.stage()) {
      case Observe _ -> other.advised() && !other.hosts().isEmpty();
      case Canary _ -> true;
      case Expand _, Fleet _, Stopped _ -> false;
    };
  }

  private Step stay(String because) {
    return rollout.step(generation, generation.stage(), NOTHING_SEEN, List.of(because));
  }
}
