package dev.cowbell.standalone.simulate.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.standalone.simulate.fleet.Fleets;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibleTicksTest {
  @ParameterizedTest
  @ValueSource(strings = {"fleet", "instagram", "one-in-ten"})
  void everyTick_isPlausibleAndAddsUp(String scenario) {
    Map<LifecycleKind, Integer> events = new EnumMap<>(LifecycleKind.class);
    long[] balance = {0};

    var tally =
        Fleets.ticks(
            scenario,
            16,
            Duration.ofHours(7),
            tick -> {
              TickRules.check(tick);
              tick.getEventsList().forEach(e -> events.merge(e.getKind(), 1, Integer::sum));
              balance[0] = Math.max(balance[0], tick.getSerializedSize());
            });

    assertThat(tally.ticks()).isGreaterThan(16 * 2520);
    assertThat(balance[0]).as("largest tick").isLessThan(100_000);
    assertThat(events).containsKeys(LifecycleKind.LIFECYCLE_KIND_RELOAD);
    assertThat(events.get(LifecycleKind.LIFECYCLE_KIND_SPAWN))
        .isGreaterThan(0)
        .isEqualTo(
            events.getOrDefault(LifecycleKind.LIFECYCLE_KIND_EXIT, 0)
                + events.getOrDefault(LifecycleKind.LIFECYCLE_KIND_OOM, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 96})
  void everyTick_withAnyNumberOfWorkers_countsThem(int workers) {
    int[] most = {0};
    Fleets.ticks(
        ScenarioFile.read("instagram").withWorkers(workers),
        4,
        Duration.ofMinutes(40),
        (HostTick tick) -> {
          TickRules.check(tick);
          most[0] = Math.max(most[0], tick.getFamilies(0).getWorkerCount());
        });

    assertThat(most[0]).isEqualTo(workers);
  }
}
