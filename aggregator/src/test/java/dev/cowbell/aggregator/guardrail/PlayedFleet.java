package dev.cowbell.aggregator.guardrail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A fleet in memory that does what a rollout says: every host reloads once a day. */
final class PlayedFleet {
  static final int HOSTS = 160;

  /** What the change does to restarts of a generation. */
  record Fault(double restartSeconds, double shareOfReloads) {
    static final Fault NONE = new Fault(10, 0);
  }

  private final Rollout rollout;
  private final Map<String, Fault> faults;
  private final SplittableRandom random;
  private final Map<String, Generation> generations = new LinkedHashMap<>();
  private final Map<String, Set<String>> touched = new HashMap<>();
  private final List<Step> moves = new ArrayList<>();
  private final Set<String> faultsFixed = new HashSet<>();
  private Instant now = Seen.START;

  PlayedFleet(Map<String, Integer> releaseYears, Map<String, Fault> faults, long seed) {
    this.rollout =
        new Rollout(StagePolicy.DEFAULT, new Guardrails(Limits.DEFAULT), "service " + seed);
    this.faults = faults;
    this.random = new SplittableRandom(seed);
    releaseYears.forEach((name, year) -> generations.put(name, generation(name, year)));
  }

  void play(int days) {
    for (int day = 0; day < days; day++) {
      now = now.plus(Duration.ofDays(1));
      generations.replaceAll((_, generation) -> reloaded(generation));
      rollout.next(List.copyOf(generations.values()), now).forEach(this::obey);
    }
  }

  void markFixed(String name) {
    faultsFixed.add(name);
    Generation generation = generation(name);
    generations.put(name, at(generation, ((Stopped) generation.stage()).markedFixed("exit", now)));
  }

  Generation generation(String name) {
    return Optional.ofNullable(generations.get(name)).orElseThrow();
  }

  Stage stage(String name) {
    return generation(name).stage();
  }

  double touchedShare(String name) {
    return touched.getOrDefault(name, Set.of()).size() / (double) HOSTS;
  }

  List<Step> movesOf(String name) {
    return moves.stream().filter(step -> step.generation().equals(name)).toList();
  }

  private void obey(Step step) {
    Generation generation = generation(step.generation());
    touched.computeIfAbsent(step.generation(), _ -> new HashSet<>()).addAll(step.treatedHosts());
    if (step.isMove()) {
      moves.add(step);
    }
    generations.put(
        step.generation(),
        with(generation, step.after(), step.treatedHosts(), generation.observations()));
  }

  private Generation reloaded(Generation generation) {
    Set<String> has = new HashSet<>(generation.treatedHosts());
    List<HostObservation> seen = new ArrayList<>(generation.observations());
    for (String host : generation.hosts()) {
      seen.add(
          Seen.HEALTHY
              .restarting(restart(generation.name(), has.contains(host)))
              .on(host, (int) Duration.between(Seen.START, now).toMinutes()));
    }
    return with(generation, generation.stage(), generation.treatedHosts(), seen);
  }

  private double restart(String name, boolean isTreated) {
    Fault fault = faults.getOrDefault(name, Fault.NONE);
    boolean shows = random.nextDouble() < fault.shareOfReloads();
    double seconds =
        isTreated && shows && !faultsFixed.contains(name) ? fault.restartSeconds() : 10;
    return seconds * (0.9 + 0.2 * random.nextDouble());
  }

  private static Generation generation(String name, int year) {
    List<String> hosts = IntStream.range(0, HOSTS).mapToObj(host -> name + "/" + host).toList();
    Map<String, HostBaseline> baselines = new HashMap<>();
    hosts.forEach(host -> baselines.put(host, Seen.BASELINE));
    return new Generation(
        name,
        name,
        year,
        hosts,
        new Observe(),
        List.of(),
        true,
        List.of(),
        baselines,
        Optional.empty());
  }

  private static Generation at(Generation generation, Stage stage) {
    return with(generation, stage, generation.treatedHosts(), generation.observations());
  }

  private static Generation with(
      Generation generation,
      Stage stage,
      List<String> treated,
      List<HostObservation> observations) {
    return new Generation(
        generation.name(),
        generation.microarchitecture(),
        generation.releaseYear(),
        generation.hosts(),
        stage,
        treated,
        generation.advised(),
        observations,
        generation.baselines(),
        generation.ipc());
  }
}
