package dev.cowbell.aggregator.guardrail;

import static dev.cowbell.aggregator.guardrail.Seen.BASELINE;
import static dev.cowbell.aggregator.guardrail.Seen.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardrailsTest {
  private static final Guardrails RAILS = new Guardrails(Limits.DEFAULT);

  @Test
  void healthyReloads_breakNothingAndAreClean() {
    Judgement judgement = judge(HEALTHY.on("h", 1), HEALTHY.on("h", 2), HEALTHY.on("h", 3));
    assertThat(judgement.breaches()).isEmpty();
    assertThat(judgement.cleanReloadsOf("h")).isEqualTo(3);
    assertThat(judgement.unjudged()).containsExactly(Rail.INSTRUCTIONS_PER_CYCLE);
  }

  @Test
  void slowRestart_takesTwoOfOneHost() {
    Seen slow = HEALTHY.restarting(60);
    assertThat(judge(slow.on("h", 1)).breaches()).isEmpty();
    assertThat(judge(slow.on("h", 1)).cleanReloadsInARow()).isZero();
    assertThat(rails(judge(slow.on("h", 1), HEALTHY.on("h", 2), slow.on("h", 3))))
        .contains(Rail.RESTART_TIME);
  }

  @Test
  void slow_isMoreThanTwiceTheMedianAndMoreThanFifteenSecondsAbove() {
    assertThat(Limits.DEFAULT.restartSeconds(10)).isEqualTo(25);
    assertThat(Limits.DEFAULT.restartSeconds(40)).isEqualTo(80);
    assertThat(rails(twice(HEALTHY.restarting(25)))).isEmpty();
    assertThat(rails(twice(HEALTHY.restarting(25.1)))).contains(Rail.RESTART_TIME);
  }

  @Test
  void faultInATenthOfReloads_isFoundThoughNoHostShowsItTwice() {
    List<HostObservation> seen = new ArrayList<>();
    for (int reload = 0; reload < 200; reload++) {
      seen.add((reload % 10 == 0 ? HEALTHY.restarting(60) : HEALTHY).on("h" + reload, reload));
    }
    assertThat(rails(judge(seen.toArray(HostObservation[]::new))))
        .containsExactly(Rail.RESTART_TIME);
  }

  @Test
  void twoOutliersAmongThousandsOfReloads_stopNobody() {
    List<HostObservation> seen = new ArrayList<>();
    for (int reload = 0; reload < 2000; reload++) {
      seen.add((reload % 1000 == 0 ? HEALTHY.restarting(60) : HEALTHY).on("h" + reload, reload));
    }
    assertThat(rails(judge(seen.toArray(HostObservation[]::new)))).isEmpty();
  }

  /** qbeta(0.05, k, n - k + 1). */
  @Test
  void shareExceededBeyondDoubt_isTheClopperPearsonBound() {
    assertThat(Guardrails.atLeast(0, 10)).isZero();
    assertThat(Guardrails.atLeast(10, 10)).isCloseTo(0.7411344, within(1e-6));
    assertThat(Guardrails.atLeast(2, 20)).isCloseTo(0.0180653, within(1e-6));
  }

  @Test
  void eachRail_breaksByItself() {
    assertThat(rails(judge(new Seen(10, 0.049, 4e9, 2, 1, 0).on("h", 1))))
        .containsExactly(Rail.AVAILABLE_MEMORY);
    assertThat(rails(judge(new Seen(10, 0.3, 1.1e9, 2, 1, 0).on("h", 1))))
        .containsExactly(Rail.PAGE_CACHE);
    assertThat(rails(judge(new Seen(10, 0.3, 4e9, 101, 1, 0).on("h", 1))))
        .containsExactly(Rail.MAJOR_FAULTS);
    assertThat(rails(judge(new Seen(10, 0.3, 4e9, 2, 31, 0).on("h", 1))))
        .containsExactly(Rail.DISK_BUSY);
    assertThat(rails(judge(new Seen(10, 0.3, 4e9, 2, 1, 1).on("h", 1))))
        .containsExactly(Rail.OUT_OF_MEMORY);
  }

  @Test
  void majorFaults_needTheFactorAsWellAsTheRate() {
    assertThat(rails(judge(new Seen(10, 0.3, 4e9, 99, 1, 0).on("h", 1)))).isEmpty();
    assertThat(Limits.DEFAULT.majorFaults(50)).isEqualTo(250);
  }

  @Test
  void onlyWhatMayKillAService_takesTheChangeBack() {
    assertThat(judge(new Seen(10, 0.3, 4e9, 2, 1, 1).on("h", 1)).takesBack()).isTrue();
    assertThat(judge(new Seen(10, 0.01, 4e9, 2, 1, 0).on("h", 1)).takesBack()).isTrue();
    assertThat(twice(HEALTHY.restarting(60)).takesBack()).isFalse();
  }

  @Test
  void instructionsPerCycle_breakWhenTheWholeIntervalIsBelow() {
    assertThat(rails(withIpc(-0.08, -0.02))).isEmpty();
    assertThat(rails(withIpc(-0.08, -0.04))).containsExactly(Rail.INSTRUCTIONS_PER_CYCLE);
  }

  @Test
  void figuresThatAreMissing_areUnjudgedAndNamed() {
    Figure none = Figure.unavailable(Figure.Reason.NOT_READ);
    var blind =
        new HostObservation(
            "h",
            Seen.START,
            new HostObservation.Reload.Seen(Figure.unavailable(Figure.Reason.LOADED_AFTER_FORK)),
            none,
            Figure.of(Double.NaN),
            none,
            none,
            0);
    Judgement judgement = judge(blind);
    assertThat(judgement.breaches()).isEmpty();
    assertThat(judgement.unjudged())
        .contains(Rail.RESTART_TIME, Rail.AVAILABLE_MEMORY, Rail.PAGE_CACHE, Rail.DISK_BUSY);
  }

  @Test
  void hostWithoutABaseline_isHeldOnlyAgainstWhatNeedsNone() {
    Judgement judgement =
        RAILS.judge(
            "g", List.of(new Seen(600, 0.3, 1, 2, 1, 1).on("new", 1)), Map.of(), Optional.empty());
    assertThat(rails(judgement)).containsExactly(Rail.OUT_OF_MEMORY);
    assertThat(judgement.unjudged()).contains(Rail.RESTART_TIME, Rail.PAGE_CACHE);
  }

  @Test
  void breach_isASentence() {
    assertThat(judge(new Seen(10, 0.049, 4e9, 2, 1, 0).on("web-1", 1)).breaches())
        .extracting(Breach::sentence)
        .containsExactly("web-1: least available share of memory 0.04900, allowed 0.05000");
  }

  private static Judgement twice(Seen seen) {
    return judge(seen.on("h", 1), seen.on("h", 2));
  }

  private static Judgement withIpc(double low, double high) {
    return RAILS.judge(
        "g",
        List.of(HEALTHY.on("h", 1)),
        Map.of("h", BASELINE),
        Optional.of(new IpcChange(low, high)));
  }

  private static Judgement judge(HostObservation... seen) {
    Map<String, HostBaseline> baselines = new HashMap<>();
    Arrays.stream(seen).forEach(one -> baselines.put(one.hostId(), BASELINE));
    return RAILS.judge("g", List.of(seen), baselines, Optional.empty());
  }

  private static List<Rail> rails(Judgement judgement) {
    return judgement.breaches().stream().map(Breach::rail).distinct().toList();
  }
}
