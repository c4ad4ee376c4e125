package dev.cowbell.aggregator.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.rollup.CounterSums;
import dev.cowbell.aggregator.rollup.HostDayArm;
import dev.cowbell.aggregator.rollup.HostDaySums;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.api.contract.v1.CollectorTime;
import dev.cowbell.api.contract.v1.CollectorTimeReading;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.Counters;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TickArmsTest {

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void anArmAlone_ownsTheCountersOfItsHost() {
    HostDayArm arm = only(rolledUp(tick(family("web", 100)), tick(family("web", 100))));
    assertThat(arm.ticks()).isEqualTo(2);
    assertThat(arm.workerSum()).isEqualTo(2 * Ticks.WORKERS);
    assertThat(arm.counters().ticks()).isEqualTo(2);
    assertThat(arm.counters().cpiSum()).isCloseTo(2 * 2.004, within(0.001));
    assertThat(arm.counters().cacheMisses() / arm.counters().cacheReferences())
        .isCloseTo(0.1224, within(0.00001));
    assertThat(arm.looks()).isEqualTo(2000);
    assertThat(arm.hits()).isEqualTo(60);
    assertThat(arm.squaredHits()).isEqualTo(600);
    assertThat(arm.runtimeVersion()).isEqualTo("3.11.7");
    assertThat(arm.policy()).isEqualTo("default");
  }

  /** Two families of one arm are one arm; another service beside it takes the counters away. */
  @Test
  void familiesOfOneArm_countTheTickOnce_andBesideOthersNobodyOwnsTheCounters() {
    HostDayArm both = only(rolledUp(tick(family("web", 100), family("web", 200))));
    assertThat(both.ticks()).isOne();
    assertThat(both.workerSum()).isEqualTo(2 * Ticks.WORKERS);
    assertThat(both.counters().ticks()).isOne();
    PartialRollups shared = rolledUp(tick(family("web", 100), family("batch", 200)));
    assertThat(arms(shared)).hasSize(2).allMatch(arm -> arm.counters().equals(CounterSums.NONE));
  }

  @Test
  void countersThatWereNotRead_addNothing() {
    HostTick.Builder tick = tick(family("web", 100));
    tick.clearCounters();
    assertThat(only(rolledUp(tick)).counters()).isEqualTo(CounterSums.NONE);
  }

  private static PartialRollups rolledUp(HostTick.Builder... ticks) {
    return TickSamples.of(
        List.of(ticks).stream()
            .map(
                tick ->
                    new AcceptedTick(
                        tick.build(),
                        UUID.fromString(Ticks.BOOT_ID),
                        AT,
                        HardwareClass.of("Sandy Bridge-EP", 32, 31L << 30),
                        false))
            .toList());
  }

  private static HostDayArm only(PartialRollups rollups) {
    assertThat(arms(rollups)).hasSize(1);
    return arms(rollups).getFirst();
  }

  private static List<HostDayArm> arms(PartialRollups rollups) {
    return rollups.hostDays().values().stream().map(HostDaySums::arm).toList();
  }

  private static HostTick.Builder tick(Family.Builder... families) {
    HostTick.Builder tick = Ticks.tick("h1", 1, AT).clearFamilies();
    List.of(families).forEach(tick::addFamilies);
    return tick.setCounters(
        Counters.newBuilder()
            .setCycles(count(1_391_935_375L))
            .setInstructions(count(694_470_820L))
            .setCacheReferences(count(2_191_115_722L))
            .setCacheMisses(count(268_195_790L)));
  }

  private static Family.Builder family(String service, int masterPid) {
    return Ticks.family(service, "default", AT, 60)
        .setMasterPid(masterPid)
        .setCollectorTime(
            CollectorTimeReading.newBuilder()
                .setTime(
                    CollectorTime.newBuilder().setLooks(1000).setHits(30).setSquaredHits(300)));
  }

  private static CountReading count(long count) {
    return CountReading.newBuilder().setCount(count).build();
  }
}
