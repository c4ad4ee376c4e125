package dev.cowbell.aggregator.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.guardrail.PlayedFleet.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final String SANDY_BRIDGE = "Sandy Bridge-EP";
  private static final Rollout ROLLOUT =
      new Rollout(StagePolicy.DEFAULT, new Guardrails(Limits.DEFAULT), "web");
  private static final Instant NOW = Seen.START;

  /** Restarts go from 10 s to 60 s on Sandy Bridge-EP alone: held there, rolled out elsewhere. */
  @Test
  void instagram_sandyBridgeIsHeldBeforeATwentiethOfItIsTouchedAndTheOthersReachTheFleet() {
    var fleet = new PlayedFleet(years(), Map.of(SANDY_BRIDGE, new Fault(60, 1)), 4);
    fleet.play(60);
    Held held = (Held) fleet.stage(SANDY_BRIDGE);
    assertThat(held.heldAt()).isInstanceOf(Canary.class);
    assertThat(held.cause().sentences()).allMatch(why -> why.contains("restart time in seconds"));
    assertThat(fleet.touchedShare(SANDY_BRIDGE)).isLessThan(0.05).isEqualTo(2 / 160.0);
    for (String other : List.of("Ivy Bridge-EP", "Haswell-EP", "Skylake-SP")) {
      assertThat(fleet.stage(other)).as(other).isInstanceOf(Fleet.class);
      assertThat(fleet.movesOf(other))
          .extracting(step -> step.after().name())
          .containsExactly("CANARY", "CANARY", "EXPAND", "FLEET");
    }
  }

  @Test
  void sandyBridgeOnceFixed_goesOnWhereItWasHeldAndReachesTheFleet() {
    var fleet = new PlayedFleet(years(), Map.of(SANDY_BRIDGE, new Fault(60, 1)), 4);
    fleet.play(20);
    fleet.markFixed(SANDY_BRIDGE);
    fleet.play(60);
    assertThat(fleet.stage(SANDY_BRIDGE)).isInstanceOf(Fleet.class);
    assertThat(fleet.movesOf(SANDY_BRIDGE))
        .extracting(step -> step.after().name())
        .containsExactly("CANARY", "HELD", "CANARY", "CANARY", "EXPAND", "FLEET");
  }

  @Test
  void faultInATenthOfReloads_isHeldInExpand() {
    var fleet = new PlayedFleet(years(), Map.of(SANDY_BRIDGE, new Fault(60, 0.1)), 4);
    fleet.play(60);
    assertThat(((Held) fleet.stage(SANDY_BRIDGE)).heldAt()).isInstanceOf(Expand.class);
    assertThat(fleet.stage("Haswell-EP")).isInstanceOf(Fleet.class);
  }

  /**
   * Chance decides where; it never reaches the fleet, and mostly the canary is too small for it.
   */
  @Test
  void faultInATenthOfReloads_neverReachesTheFleet() {
    int inExpand = 0;
    int seeds = 200;
    for (int seed = 0; seed < seeds; seed++) {
      var fleet =
          new PlayedFleet(Map.of("old", 2012), Map.of("old", new Fault(60, 0.1)), 1000 + seed);
      fleet.play(20);
      assertThat(fleet.stage("old")).as("seed %d", seed).isInstanceOf(Held.class);
      inExpand += ((Held) fleet.stage("old")).heldAt() instanceof Expand ? 1 : 0;
    }
    assertThat(inExpand / (double) seeds).isGreaterThan(0.8);
  }

  @Test
  void newerGenerations_waitForTheCanaryOfTheOldest() {
    var fleet = new PlayedFleet(years(), Map.of(), 4);
    fleet.play(2);
    assertThat(fleet.stage(SANDY_BRIDGE)).isInstanceOf(Canary.class);
    assertThat(fleet.stage("Skylake-SP")).isInstanceOf(Observe.class);
  }

  @Test
  void stages_holdTheHostsOfTheStageBefore() {
    List<String> hosts = IntStream.range(0, 160).mapToObj(host -> "h" + host).toList();
    Canary canary = new Observe().begin(NOW);
    List<String> first = treated(hosts, List.of(), canary);
    List<String> whole = treated(hosts, List.of(), canary.widen());
    List<String> expand = treated(hosts.reversed(), List.of(), new Expand(NOW));
    assertThat(whole).startsWith(first.toArray(String[]::new)).hasSize(8);
    assertThat(expand).startsWith(whole.toArray(String[]::new)).hasSize(40);
  }

  @Test
  void hostsThatJoin_takeTheChangeFromNobody() {
    List<String> hosts = IntStream.range(0, 160).mapToObj(host -> "h" + host).toList();
    List<String> before = treated(hosts, List.of(), new Expand(NOW));
    List<String> grown = IntStream.range(0, 300).mapToObj(host -> "h" + host).toList();
    List<String> now = treated(grown, before, new Expand(NOW));
    assertThat(now).containsAll(before).hasSize(75);
    assertThat(treated(grown, before, new Expand(NOW).rollBack(new Cause.Operator("no"), NOW)))
        .isEmpty();
  }

  /** Half the fleet is not heard of for a while, and its ticks come late. */
  @Test
  void hostsThatComeBack_bringTheChangeToNobodyElse() {
    List<String> hosts = IntStream.range(0, 19).mapToObj(host -> "h" + host).toList();
    List<String> ordered = TouchOrder.sorted("web", "g", hosts);
    Canary canary = new Observe().begin(NOW);
    List<String> whileAway = treated(ordered.subList(6, 19), List.of(), canary);
    assertThat(whileAway).isEqualTo(ordered.subList(6, 8));
    assertThat(treated(hosts, whileAway, canary)).isEqualTo(whileAway);
  }

  @Test
  void fleetThatHalvesOvernight_keepsTheChangeWhereItIs() {
    List<String> hosts = IntStream.range(0, 160).mapToObj(host -> "h" + host).toList();
    List<String> before = treated(hosts, List.of(), new Expand(NOW));
    List<String> half = hosts.subList(0, 80);
    assertThat(treated(half, before, new Expand(NOW)))
        .containsAll(before.stream().filter(half::contains).toList());
  }

  @Test
  void whatIsNotAdvised_staysAndHoldsNobodyUp() {
    Step step =
        ROLLOUT
            .next(
                List.of(
                    generation("old", 2012, new Observe(), false),
                    generation("new", 2020, new Observe(), true)),
                NOW)
            .get(1);
    assertThat(step.after()).isEqualTo(new Canary(NOW, Canary.Wave.FIRST));
  }

  @Test
  void processKilledInTheFleet_takesTheChangeBackFromThatGenerationAlone() {
    Generation hit =
        observing(
            generation("old", 2012, new Fleet(NOW), true),
            new Seen(10, 0.3, 4e9, 2, 1, 1).on("old/3", 5));
    Generation well = generation("new", 2020, new Fleet(NOW), true);
    List<Step> steps = ROLLOUT.next(List.of(hit, well), NOW.plusSeconds(3600));
    assertThat(steps.get(0).after()).isInstanceOf(RolledBack.class);
    assertThat(steps.get(0).treatedHosts()).isEmpty();
    assertThat(steps.get(0).because()).singleElement().asString().contains("killed for memory");
    assertThat(steps.get(1).isMove()).isFalse();
  }

  @Test
  void slowRestartsOfLongAgo_areForgottenInTheFleet() {
    Generation old = generation("old", 2012, new Fleet(NOW), true);
    Generation slow = observing(old, Seen.HEALTHY.restarting(60).on("old/3", 5));
    int nextMonth = 31 * 24 * 60;
    Generation both = observing(slow, Seen.HEALTHY.restarting(60).on("old/3", nextMonth));
    Step step = ROLLOUT.next(List.of(both), NOW.plusSeconds(60L * nextMonth)).getFirst();
    assertThat(step.isMove()).isFalse();
  }

  @Test
  void withoutReloads_nothingIsProvenAndNothingMoves() {
    Generation canary = generation("old", 2012, new Observe().begin(NOW), true);
    Step step = ROLLOUT.next(List.of(canary), NOW.plusSeconds(999_999)).getFirst();
    assertThat(step.isMove()).isFalse();
    assertThat(step.because()).singleElement().asString().startsWith("0 clean reloads of 0");
  }

  @Test
  void hostsOfAnotherArm_areNobodysFault() {
    Generation canary = generation("old", 2012, new Observe().begin(NOW), true);
    List<String> treated = ROLLOUT.treatedHosts(canary, canary.stage());
    String other =
        canary.hosts().stream().filter(host -> !treated.contains(host)).findFirst().orElseThrow();
    Generation seen = observing(canary, new Seen(99, 0, 0, 999, 99, 9).on(other, 5));
    assertThat(ROLLOUT.next(List.of(seen), NOW.plusSeconds(3600)).getFirst().isMove()).isFalse();
  }

  @Test
  void generationWithoutHosts_stays() {
    var empty =
        new Generation(
            "none",
            "none",
            2012,
            List.of(),
            new Observe(),
            List.of(),
            true,
            List.of(),
            Map.of(),
            Optional.empty());
    assertThat(ROLLOUT.next(List.of(empty), NOW).getFirst().isMove()).isFalse();
  }

  private static List<String> treated(List<String> hosts, List<String> before, Stage stage) {
    return ROLLOUT.treatedHosts(
        new Generation(
            "g", "g", 2012, hosts, stage, before, true, List.of(), Map.of(), Optional.empty()),
        stage);
  }

  private static Map<String, Integer> years() {
    Map<String, Integer> years = new LinkedHashMap<>();
    years.put("Skylake-SP", 2017);
    years.put("Haswell-EP", 2014);
    years.put("Ivy Bridge-EP", 2013);
    years.put(SANDY_BRIDGE, 2012);
    return years;
  }

  private static Generation generation(String name, int year, Stage stage, boolean advised) {
    List<String> hosts = IntStream.range(0, 20).mapToObj(host -> name + "/" + host).toList();
    return new Generation(
        name,
        name,
        year,
        hosts,
        stage,
        List.of(),
        advised,
        List.of(),
        baselines(hosts),
        Optional.empty());
  }

  private static Map<String, HostBaseline> baselines(List<String> hosts) {
    return hosts.stream().collect(Collectors.toMap(host -> host, _ -> Seen.BASELINE));
  }

  private static Generation observing(Generation generation, HostObservation seen) {
    List<HostObservation> all = new ArrayList<>(generation.observations());
    all.add(seen);
    return new Generation(
        generation.name(),
        generation.microarchitecture(),
        generation.releaseYear(),
        generation.hosts(),
        generation.stage(),
        generation.treatedHosts(),
        generation.advised(),
        all,
        generation.baselines(),
        generation.ipc());
  }
}
