package dev.cowbell.aggregator.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairPlanTest {
  private static final List<String> HOSTS =
      IntStream.range(0, 41).mapToObj(host -> "web-" + host).toList();

  @Test
  void plan_assignsEveryHostButTheOddOneAndDependsOnNoOrder() {
    PairPlan plan = PairPlan.of("Haswell-EP", 7, HOSTS);
    List<String> reversed = HOSTS.reversed();
    assertThat(plan.pairs()).hasSize(20);
    assertThat(plan.unpaired()).hasSize(1);
    assertThat(PairPlan.of("Haswell-EP", 7, reversed)).isEqualTo(plan);
    assertThat(PairPlan.of("Haswell-EP", 8, HOSTS).pairs()).isNotEqualTo(plan.pairs());
    assertThat(HOSTS.stream().filter(host -> plan.armOf(host).isPresent())).hasSize(40);
  }

  @Test
  void hash_staysWhatItIs_forExperimentsOutliveReleases() {
    assertThat(HostOrder.hash("web-1", 7)).isEqualTo(HostOrder.hash("web-1", 7));
    assertThat(HostOrder.sorted(List.of("a", "b", "c", "d", "a"), 1)).hasSize(4);
    assertThat(HostOrder.hash("web-1", 1)).isEqualTo(-6826219493095625186L);
  }

  @Test
  void armOfAHost_isFairOverSeeds() {
    long treated =
        IntStream.range(0, 2000)
            .filter(
                seed ->
                    PairPlan.of("c", seed, HOSTS.subList(0, 10)).armOf("web-3").orElseThrow()
                        == Arm.TREATMENT)
            .count();
    assertThat(treated).isBetween(900L, 1100L);
  }

  @Test
  void hostsThatJoin_moveNobody() {
    PairPlan plan = PairPlan.of("c", 7, HOSTS.subList(0, 11));
    PairPlan grown = plan.with(HOSTS);
    assertThat(grown.pairs()).startsWith(plan.pairs().toArray(HostPair[]::new)).hasSize(20);
    assertThat(grown.with(HOSTS)).isEqualTo(grown);
  }

  @Test
  void oneHost_isLeftAsItIs() {
    PairPlan plan = PairPlan.of("c", 7, List.of("only"));
    assertThat(plan.pairs()).isEmpty();
    assertThat(plan.armOf("only")).isEmpty();
    assertThat(PairPlan.of("c", 7, Collections.emptyList()).unpaired()).isEmpty();
  }

  @Test
  void perClass_neverPairsAcrossClasses() {
    Map<String, String> classes = new HashMap<>();
    HOSTS.forEach(host -> classes.put(host, host.length() == 5 ? "old" : "new"));
    Map<String, PairPlan> plans = PairPlan.perClass(3, classes);
    assertThat(plans).containsOnlyKeys("new", "old");
    plans.forEach(
        (name, plan) ->
            assertThat(plan.pairs())
                .allMatch(
                    pair ->
                        name.equals(classes.get(pair.controlHost()))
                            && name.equals(classes.get(pair.treatmentHost()))));
  }
}
