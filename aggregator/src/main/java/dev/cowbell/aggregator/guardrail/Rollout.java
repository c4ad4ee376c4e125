package dev.cowbell.aggregator.guardrail;

import dev.cowbell.aggregator.experiment.HostOrder;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plans the next step of every generation. Hosts come in hash order, so that every instance of the
 * planner names the same ones.
 *
 * <p>The canary of a generation waits until no older one is still before or in its own: the oldest
 * hardware says first whether it stands the change. What stops an older one stops nobody else.
 */
public record Rollout(StagePolicy policy, Guardrails guardrails, long seed) {
  /** The next step of each generation, in the order given. */
  public List<Step> next(List<Generation> generations, Instant now) {
    return generations.stream().map(one -> next(one, generations, now)).toList();
  }

  /**
   * The hosts of a generation that have the change at a stage. Those that have it keep it while the
   * stage goes on, whoever joins or leaves the generation; others follow in hash order.
   */
  List<String> treatedHosts(Generation generation, Stage stage) {
    int size = policy.treatedHosts(stage, generation.hosts().size());
    if (size == 0) {
      return List.of();
    }
    List<String> ordered = HostOrder.sorted(generation.hosts(), seed);
    Set<String> has = new HashSet<>(generation.treatedHosts());
    List<String> keep = ordered.stream().filter(has::contains).toList();
    Stream<String> join = ordered.stream().filter(host -> !has.contains(host));
    return Stream.concat(keep.stream(), join.limit(Math.max(0, size - keep.size()))).toList();
  }

  private Step next(Generation generation, List<Generation> all, Instant now) {
    return switch (generation.stage()) {
      case Observe observe -> new ObserveStep(this, generation, all).next(observe, now);
      case Running running -> new RunningStep(this, generation).next(running, now);
      case Stopped stopped -> new StoppedStep(this, generation).next(stopped, now);
    };
  }

  /** What the rails say about these hosts from a moment on. */
  Judgement judge(Generation generation, List<String> hosts, Instant from, Instant now) {
    Set<String> among = new HashSet<>(hosts);
    List<HostObservation> seen =
        generation.observations().stream()
            .filter(one -> among.contains(one.hostId()))
            .filter(one -> one.at().isAfter(from) && !one.at().isAfter(now))
            .toList();
    return guardrails.judge(generation.name(), seen, generation.baselines(), generation.ipc());
  }

  Step step(Generation generation, Stage after, Judgement judgement, List<String> because) {
    return new Step(
        generation.name(),
        generation.stage(),
        after,
        treatedHosts(generation, after),
        judgement,
        because);
  }
}
