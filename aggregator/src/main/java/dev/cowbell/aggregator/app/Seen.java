package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.guardrail.Generation;
import dev.cowbell.aggregator.guardrail.Held;
import dev.cowbell.aggregator.guardrail.HostBaseline;
import dev.cowbell.aggregator.guardrail.HostObservation;
import dev.cowbell.aggregator.guardrail.Observe;
import dev.cowbell.aggregator.guardrail.RolledBack;
import dev.cowbell.aggregator.guardrail.Running;
import dev.cowbell.aggregator.guardrail.Stage;
import dev.cowbell.aggregator.guardrail.Step;
import dev.cowbell.aggregator.guardrail.Stopped;
import dev.cowbell.aggregator.hardware.ReleaseYears;
import dev.cowbell.aggregator.store.AdvisedPolicy;
import dev.cowbell.aggregator.store.RolloutDesk;
import dev.cowbell.aggregator.store.RolloutHost;
import dev.cowbell.aggregator.store.ServiceOnClass;
import dev.cowbell.aggregator.store.StoredRollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service on one hardware class as a pass finds it.
 *
 * @param advice what is advised now
 * @param stored where its rollout stood
 * @param generation what the guardrails judge
 */
record Seen(
    ServiceOnClass about,
    Optional<AdvisedPolicy> advice,
    Optional<StoredRollout> stored,
    Generation generation) {

  static Seen of(
      RolloutDesk desk,
      List<RolloutHost> hosts,
      Optional<AdvisedPolicy> advice,
      Optional<StoredRollout> stored,
      Instant now) {
    ServiceOnClass about = hosts.getFirst().about();
    Stage stage = stored.map(StoredRollout::stage).orElse(new Observe());
    List<String> ids = hosts.stream().map(RolloutHost::hostId).toList();
    List<RolloutHost> touched =
        hosts.stream().filter(host -> host.touchedAt().isPresent()).toList();
    return new Seen(
        about,
        advice,
        stored,
        new Generation(
            about.hardwareClass(),
            hosts.getFirst().generation(),
            ReleaseYears.of(hosts.getFirst().generation()),
            ids,
            stage,
            touched.stream().map(RolloutHost::hostId).toList(),
            advice.isPresent(),
            stored.map(rollout -> observations(desk, rollout, touched, now)).orElse(List.of()),
            baselines(desk, about, stage, hosts, advice.isPresent(), now),
            stored
                .filter(rollout -> rollout.stage() instanceof Running)
                .flatMap(rollout -> desk.ipc(rollout, now))));
  }

  /** At OBSERVE the arm advised now, from then on the one that the rollout began with. */
  String treatment() {
    return stored
        .filter(rollout -> !(rollout.stage() instanceof Observe))
        .map(StoredRollout::treatment)
        .or(() -> advice.map(AdvisedPolicy::treatment))
        .or(() -> stored.map(StoredRollout::treatment))
        .orElse("");
  }

  String control() {
    return stored
        .filter(rollout -> !(rollout.stage() instanceof Observe))
        .map(StoredRollout::control)
        .or(() -> advice.map(AdvisedPolicy::control))
        .or(() -> stored.map(StoredRollout::control))
        .orElse("");
  }

  /** Whether the arm of the rollout is what is advised now. */
  boolean isAdvisedStill() {
    return advice.filter(now -> now.treatment().equals(treatment())).isPresent();
  }

  /** The same after a step. */
  Seen after(Step step) {
    return new Seen(
        about,
        advice,
        Optional.of(
            new StoredRollout(
                about,
                control(),
                treatment(),
                step.after(),
                step.because(),
                step.treatedHosts().size(),
                StoredRollout.named(step.after(), step.treatedHosts()),
                generation.hosts().size(),
                stored.map(StoredRollout::movedAt).orElse(Instant.EPOCH))),
        new Generation(
            generation.name(),
            generation.microarchitecture(),
            generation.releaseYear(),
            generation.hosts(),
            step.after(),
            step.treatedHosts(),
            generation.advised(),
            generation.observations(),
            generation.baselines(),
            generation.ipc()));
  }

  /**
   * Only what hosts showed under the change counts against it, and once it was taken back only what
   * they show without.
   */
  private static List<HostObservation> observations(
      RolloutDesk desk, StoredRollout rollout, List<RolloutHost> touched, Instant now) {
    List<HostObservation> seen = new ArrayList<>();
    Instant remembered = now.minus(Duration.ofDays(HostBaseline.DAYS));
    switch (rollout.stage()) {
      case Observe _ -> {
        // Nobody has the change.
      }
      case Running running -> {
        seen.addAll(
            desk.reloads(
                rollout.about(), rollout.treatment(), true, later(running.since(), remembered)));
        seen.addAll(desk.stretches(rollout.about(), under(rollout.treatment(), touched)));
      }
      case Held held -> {
        seen.addAll(desk.reloads(rollout.about(), rollout.treatment(), true, held.since()));
        seen.addAll(desk.stretches(rollout.about(), under(rollout.treatment(), touched)));
      }
      case RolledBack back ->
          seen.addAll(desk.reloads(rollout.about(), rollout.treatment(), false, back.since()));
    }
    return seen;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static List<RolloutHost> under(String arm, List<RolloutHost> hosts) {
    return hosts.stream().filter(host -> host.arm().equals(arm)).toList();
  }

  /** Touched hosts are held against what they were before; others against what they are. */
  private static Map<String, HostBaseline> baselines(
      RolloutDesk desk,
      ServiceOnClass about,
      Stage stage,
      List<RolloutHost> hosts,
      boolean advised,
      Instant now) {
    Map<String, HostBaseline> baselines = new HashMap<>();
    boolean untouchedMatter = stage instanceof Observe ? advised : stage instanceof Stopped;
    if (untouchedMatter) {
      baselines.putAll(
          desk.baselines(about, hosts.stream().map(RolloutHost::hostId).toList(), now));
    }
    hosts.stream()
        .filter(host -> host.touchedAt().isPresent())
        .forEach(host -> baselines.put(host.hostId(), host.baseline()));
    return baselines;
  }
}
