package dev.cowbell.standalone.simulate.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.contract.v1.Reload;
import dev.cowbell.standalone.simulate.fleet.Fleets;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reloads as the ticks around them show them. */
class ReloadTest {
  /** Seconds from the tick that shows the first worker gone until all are back and use CPU. */
  private record Restart(HostTick begin, double seconds, double leastAvailable, boolean killed) {}

  @Test
  void restartTimes_areThePlantedOnes_andLongOnTheOldestGenerationOnly() {
    for (Restart restart : restarts("instagram", 24, Duration.ofMinutes(40))) {
      boolean faulty =
          restart.begin.getHardware().getGeneration().equals("Sandy Bridge-EP")
              && restart.begin.getFamilies(0).getArm().equals("frozen");
      double planted = faulty ? 60 : 10;
      assertThat(restart.seconds).isBetween(planted - 1, planted + 2);
    }
  }

  @Test
  void faults_ofOneInTen_showInATenthOfTheReloadsOfTheTreatment() {
    List<Restart> all = restarts("one-in-ten", 120, Duration.ofHours(25));
    List<Restart> treated =
        all.stream().filter(r -> r.begin.getFamilies(0).getArm().equals("frozen")).toList();
    List<Restart> faulty = all.stream().filter(r -> r.seconds > 50).toList();

    assertThat(treated).hasSizeGreaterThan(200);
    assertThat(faulty.size() / (double) treated.size()).isBetween(0.05, 0.16);
    assertThat(treated).containsAll(faulty);
    assertThat(faulty)
        .allSatisfy(
            restart -> {
              assertThat(restart.seconds).isBetween(89.0, 92.0);
              assertThat(restart.leastAvailable).isBetween(0.029, 0.031);
              assertThat(restart.killed).isTrue();
            });
    assertThat(all)
        .filteredOn(restart -> !faulty.contains(restart))
        .allSatisfy(
            restart -> {
              assertThat(restart.seconds).isBetween(11.0, 14.0);
              assertThat(restart.leastAvailable).isGreaterThan(0.5);
              assertThat(restart.killed).isFalse();
            });
  }

  @Test
  void exitStorm_copiesItsShareOfWhatIsStillShared() {
    Map<String, Long> faults = new HashMap<>();
    Fleets.ticks(
        "instagram",
        16,
        Duration.ofMinutes(40),
        tick -> {
          if (tick.getEventsList().stream().anyMatch(ReloadTest::isExit)) {
            faults.merge(
                tick.getFamilies(0).getArm() + tick.getHost().getHostId(),
                tick.getFamilies(0).getMinorFaultsDelta(),
                Long::sum);
          }
        });

    // 5 % of 225 MiB against 5 % of 140 MiB, in 96 workers, in pages of 4 KiB.
    faults.forEach(
        (host, count) -> {
          double expected = 96 * 0.05 * (host.startsWith("frozen") ? 225 : 140) * 256;
          assertThat(count / expected).as(host).isBetween(0.9, 1.1);
        });
    assertThat(faults).hasSize(16);
  }

  private static List<Restart> restarts(String scenario, int hosts, Duration duration) {
    Map<String, List<HostTick>> open = new HashMap<>();
    Map<String, Integer> full = new HashMap<>();
    List<Restart> restarts = new ArrayList<>();
    Fleets.ticks(
        ScenarioFile.read(scenario),
        hosts,
        Duration.ofMinutes(2), // a second around reloads all the same
        duration,
        tick -> {
          String host = tick.getHost().getHostId();
          int workers = tick.getFamilies(0).getWorkerCount();
          if (workers < full.getOrDefault(host, 0) && !open.containsKey(host)) {
            open.put(host, new ArrayList<>());
          }
          full.merge(host, workers, Math::max);
          Optional.ofNullable(open.get(host)).ifPresent(seen -> seen.add(tick));
          tick.getEventsList().stream()
              .filter(LifecycleEvent::hasReload)
              .forEach(
                  event ->
                      Optional.ofNullable(open.remove(host))
                          .ifPresent(seen -> over(event.getReload(), seen, restarts)));
        });
    return restarts;
  }

  /** What the event says is what the ticks show. */
  private static void over(Reload reload, List<HostTick> seen, List<Restart> restarts) {
    Restart restart = restart(seen);
    HostTick ready = seen.getLast();
    assertThat(ready.getFamilies(0).getWorkerCount()).isEqualTo(reload.getWorkersBefore());
    assertThat(seen).anyMatch(tick -> tick.getFamilies(0).getWorkerCount() == 0);
    assertThat(restart.seconds)
        .isCloseTo(Durations.toMillis(reload.getReadyAfter().getDuration()) / 1e3, within(1.5));
    restarts.add(restart);
  }

  private static Restart restart(List<HostTick> seen) {
    HostTick ready = seen.getLast();
    double seconds =
        (Timestamps.toMillis(ready.getCollectedAt())
                - Timestamps.toMillis(seen.getFirst().getCollectedAt()))
            / 1e3;
    double least =
        seen.stream()
            .mapToDouble(
                t ->
                    t.getMemory().getAvailableBytes().getBytes()
                        / (double) t.getMemory().getTotalBytes())
            .min()
            .orElseThrow();
    boolean killed =
        seen.stream()
            .flatMap(t -> t.getEventsList().stream())
            .anyMatch(e -> e.getKind() == LifecycleKind.LIFECYCLE_KIND_OOM);
    return new Restart(ready, seconds, least, killed);
  }

  private static boolean isExit(LifecycleEvent event) {
    return event.getKind() == LifecycleKind.LIFECYCLE_KIND_EXIT;
  }
}
