package dev.cowbell.standalone.simulate.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.standalone.simulate.fleet.Fleets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What instagram.yaml plants comes out of its ticks again, within one per cent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedEffectsTest {
  private static final double MIB = 1 << 20;
  private static final int WORKERS = 96;

  private final Map<String, Mean> loss = new HashMap<>();
  private final Map<String, Mean> growth = new HashMap<>();
  private final Map<String, Mean> footprint = new HashMap<>();
  private final Map<String, Mean> ipc = new HashMap<>();
  private final Map<String, Mean> missShare = new HashMap<>();

  PlantedEffectsTest() {
    // After 00:35 every host has deployed; an hour later all workers are past their first
    // collection.
    Fleets.ticks("instagram", 640, Duration.ofMinutes(5), this::take);
  }

  @Test
  void sharingKept_isEightyFiveMibibytesForEachWorker() {
    assertThat((mean(loss, "default") - mean(loss, "frozen")) / MIB).isCloseTo(85, within(0.85));
    assertThat(mean(growth, "default")).isCloseTo(mean(growth, "frozen"), within(0.1 * MIB));
  }

  @Test
  void footprintSaved_isAQuarterOfTheHost() {
    double saved = mean(footprint, "default") - mean(footprint, "frozen");

    assertThat(saved / (WORKERS * 85 * MIB)).isCloseTo(1, within(0.01));
    assertThat(saved / (32L << 30)).isCloseTo(0.249, within(0.0025));
  }

  @Test
  void instructionsPerCycle_riseByATenth_andMissesFall() {
    assertThat(mean(ipc, "frozen") / mean(ipc, "default")).isCloseTo(1.1, within(0.011));
    assertThat(mean(missShare, "default")).isCloseTo(0.1224, within(0.0001));
    assertThat(mean(missShare, "default") - mean(missShare, "frozen"))
        .isCloseTo(0.025, within(0.0005));
  }

  private void take(HostTick tick) {
    Family family = tick.getFamilies(0);
    // The first tick has no interval, and a reload is no steady state.
    if (tick.getInterval().getSeconds() == 0 || family.getWorkerCount() < WORKERS) {
      return;
    }
    String arm = family.getArm();
    if (family.getWorkersList().stream().allMatch(w -> w.getAge().getSeconds() > 120)) {
      add(footprint, arm, (double) family.getFootprint().getBytes());
      addMean(loss, family, w -> w.getSharing().getFigures().getSharingLossBytes());
      addMean(growth, family, w -> w.getSharing().getFigures().getPrivateGrowthBytes());
    }
    var counters = tick.getCounters();
    double cycles = counters.getCycles().getCount();
    // Generations differ in their base: 0.80, 0.86, 0.95 and 1.00, equally many hosts of each arm.
    add(ipc, arm, counters.getInstructions().getCount() / cycles);
    double references = counters.getCacheReferences().getCount();
    add(missShare, arm, counters.getCacheMisses().getCount() / references);
  }

  private static void addMean(
      Map<String, Mean> means, Family family, ToDoubleFunction<Worker> figure) {
    family.getWorkersList().forEach(w -> add(means, family.getArm(), figure.applyAsDouble(w)));
  }

  private static void add(Map<String, Mean> means, String arm, double figure) {
    means.computeIfAbsent(arm, name -> new Mean()).add(figure);
  }

  private static double mean(Map<String, Mean> means, String arm) {
    return means.getOrDefault(arm, new Mean()).value();
  }

  private static final class Mean {
    private double sum;
    private long count;

    void add(double figure) {
      sum += figure;
      count++;
    }

    double value() {
      return sum / count;
    }
  }
}
