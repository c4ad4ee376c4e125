package dev.cowbell.aggregator.guardrail;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Plans the next step of every hardware class of one service. Hosts come in {@link TouchOrder}, so
 * that every instance of the planner and everybody who follows it name the same ones.
 *
 * <p>The canary of a generation waits until no older one is still before or in its own: the oldest
 * hardware says first whether it stands the change. A breach on one class stops all classes of that
 * generation and nobody else.
 */
public record Rollout(StagePolicy policy, Guardrails guardrails, String service) {

  /** The next step of each generation, in the order given. */
  public List<Step> next(List<Generation> generations, Instant now) {
    List<Step> alone = generations.stream().map(one -> next(one, generations, now)).toList();
    return IntStream.range(0, alone.size())
        .mapToObj(i -> withSiblings(generations.get(i), alone.get(i), generations, alone, now))
        .toList();
  }

  /**
   * The hosts of a generation that have the change at a stage. Those that have it keep it while the
   * stage goes on, whoever joins or leaves the generation; what the stage allows beyond them are
   * the first of the others in order. So a host that was away for a while and comes back never
   * brings the change to those before it.
   */
  List<String> treatedHosts(Generation generation, Stage stage) {
    int size = policy.treatedHosts(stage, generation.hosts().size());
    if (size == 0) {
      return List.of();
    }
    List<String> ordered = TouchOrder.sorted(service, generation.name(), generation.hosts());
    Set<String> has = new HashSet<>(generation.treatedHosts());
    has.retainAll(ordered);
    if (!(stage instanceof Held)) {
      ordered.stream()
          .filter(host -> !has.contains(host))
          .limit(Math.max(0, size - has.size()))
          .toList()
          .forEach(has::add);
    }
    return ordered.stream().filter(has::contains).toList();
  }

  private Step next(Generation generation, List<Generation> all, Instant now) {
    return switch (generation.stage()) {
      case Observe observe -> new ObserveStep(this, generation, all).next(observe, now);
      case Running running -> new RunningStep(this, generation).next(running, now);
      case Stopped stopped -> new StoppedStep(this, generation).next(stopped, now);
    };
  }

  /** What breaks on one class of a generation stops the others of it where they stand. */
  private Step withSiblings(
      Generation generation, Step own, List<Generation> all, List<Step> steps, Instant now) {
    if (!(generation.stage() instanceof Running running) || own.after() instanceof Stopped) {
      return own;
    }
    return IntStream.range(0, steps.size())
        .filter(i -> all.get(i).microarchitecture().equals(generation.microarchitecture()))
        .mapToObj(steps::get)
        .filter(Step::isNewBreach)
        .findFirst()
        .map(
            broken -> {
              Cause cause = ((Stopped) broken.after()).cause();
              return step(generation, running.hold(cause, now), own.judgement(), cause.sentences());
            })
        .orElse(own);
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

  /** A step with the hosts that have the change after it. */
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
