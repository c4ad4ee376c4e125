package dev.cowbell.standalone.simulate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  @Test
  void run_withTheSameSeed_givesTheSameBytesWhateverTheThreads() {
    byte[] once = bytes(40, 1, 1);

    assertThat(bytes(40, 1, 1)).isEqualTo(once);
    assertThat(bytes(40, 1, 2)).isEqualTo(once);
    assertThat(bytes(40, 1, 7)).isEqualTo(once);
  }

  @Test
  void run_withAnotherSeed_givesOtherBytes() {
    assertThat(bytes(5, 2, 1)).isNotEqualTo(bytes(5, 1, 1));
  }

  @Test
  void hosts_doNotDependOnHowManyThereAre() {
    Map<String, byte[]> few = bytesByHost(7);
    Map<String, byte[]> many = bytesByHost(60);

    assertThat(few).hasSize(7);
    few.forEach((host, bytes) -> assertThat(many.get(host)).as(host).isEqualTo(bytes));
  }

  @Test
  void ticks_ofAHost_riseInSequenceAndTimeAndCoverItWithoutHoles() {
    Map<String, HostTick> last = new HashMap<>();
    Fleets.ticks(
        "instagram",
        20,
        Duration.ofHours(5),
        tick -> {
          HostTick before = last.put(tick.getHost().getHostId(), tick);
          if (before == null) {
            assertThat(Durations.toMillis(tick.getInterval())).isZero();
            return;
          }
          assertThat(tick.getHost()).isEqualTo(before.getHost());
          assertThat(tick.getSequence()).isEqualTo(before.getSequence() + 1);
          assertThat(
                  Timestamps.toMillis(before.getCollectedAt())
                      + Durations.toMillis(tick.getInterval()))
              .isEqualTo(Timestamps.toMillis(tick.getCollectedAt()));
        });
    assertThat(last).hasSize(20);
  }

  @Test
  void ticks_aroundAReload_comeEverySecondForAMinute() {
    Map<String, Integer> close = new HashMap<>();
    Fleets.ticks(
        "instagram",
        10,
        Duration.ofMinutes(40),
        tick -> {
          if (Durations.toMillis(tick.getInterval()) == 1000) {
            close.merge(tick.getHost().getHostId(), 1, Integer::sum);
          }
        });

    assertThat(close).hasSize(10);
    assertThat(close.values()).allSatisfy(count -> assertThat(count).isBetween(50, 63));
  }

  @Test
  void shares_ofClassesAndArms_areThePlantedOnes() {
    Map<String, Integer> hosts = new TreeMap<>();
    Fleets.ticks(
        "instagram",
        640,
        Duration.ofSeconds(10),
        tick ->
            hosts.merge(
                tick.getHardware().getGeneration() + " " + tick.getFamilies(0).getArm(),
                1,
                Integer::sum));

    assertThat(hosts).hasSize(8);
    assertThat(hosts.values()).allSatisfy(count -> assertThat(count).isBetween(76, 84));
  }

  private static byte[] bytes(int hosts, long seed, int threads) {
    var bytes = new ByteArrayOutputStream();
    Fleets.run(
        ScenarioFile.read("instagram"),
        new FleetSize(hosts, Fleets.START, 10_000, HALF_AN_HOUR.toMillis(), threads),
        seed,
        (hostId, value) -> {
          bytes.writeBytes(hostId.getBytes(StandardCharsets.UTF_8));
          bytes.writeBytes(value);
        },
        () -> ArmChoice.AS_PLANTED);
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> bytesByHost(int hosts) {
    Map<String, ByteArrayOutputStream> byHost = new HashMap<>();
    Fleets.run(
        ScenarioFile.read("fleet"),
        new FleetSize(hosts, Fleets.START, 10_000, HALF_AN_HOUR.toMillis(), 2),
        1,
        (hostId, value) ->
            byHost.computeIfAbsent(hostId, id -> new ByteArrayOutputStream()).writeBytes(value),
        () -> ArmChoice.AS_PLANTED);
    Map<String, byte[]> bytes = new HashMap<>();
    byHost.forEach((id, stream) -> bytes.put(id, stream.toByteArray()));
    return bytes;
  }
}
