package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.PartitionCounts;
import dev.cowbell.aggregator.store.PostgresTickStore;
import dev.cowbell.aggregator.store.TickBatch;
import dev.cowbell.aggregator.store.TickStore;
import dev.cowbell.api.contract.v1.DurationReading;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.contract.v1.Reload;
import dev.cowbell.api.contract.v1.ReloadWay;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Hosts whose ticks go into a real store and that do what the rollout in it says: every host
 * reloads every six hours, and at once when it is given another arm.
 */
final class ObedientFleet {
  static final int HOSTS = 20;
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static final Duration STEP = Duration.ofHours(3);

  /** What a restart takes under the treatment. */
  private final Map<String, Integer> treatedRestartSeconds;

  private final Database database;
  private final TickStore store;
  private final Map<String, String> arms = new HashMap<>();
  private final Set<String> everTouched = new HashSet<>();
  private final Set<String> killing = new HashSet<>();
  private long next;
  private long sequence = 1;
  private Instant now = START;

  ObedientFleet(Database database, Map<String, Integer> treatedRestartSeconds) {
    this.database = database;
    this.treatedRestartSeconds = treatedRestartSeconds;
    this.store = new PostgresTickStore(database.dataSource());
    store.open("ticks", Set.of(0));
  }

  static String className(String generation) {
    return generation + " / 32 cores / 32 GiB";
  }

  Instant now() {
    return now;
  }

  /** Hosts of a generation that ever had the change. */
  int touched(String generation) {
    return (int) everTouched.stream().filter(host -> host.startsWith(generation)).count();
  }

  /** From now on a worker is killed for memory in every reload under the treatment there. */
  void kills(String generation) {
    killing.add(generation);
  }

  /** No worker is killed there any more. */
  void spares(String generation) {
    killing.remove(generation);
  }

  /** Three hours of all hosts. */
  void play() throws SQLException {
    Set<String> treated = treated();
    now = now.plus(STEP);
    boolean deploy = Duration.between(START, now).toHours() % 6 == 0;
    List<AcceptedTick> ticks = new ArrayList<>();
    for (String generation : treatedRestartSeconds.keySet()) {
      for (int host = 0; host < HOSTS; host++) {
        String id = generation + "-" + host;
        String arm = treated.contains(id) ? "frozen" : "default";
        boolean changes = !arm.equals(arms.getOrDefault(id, "default"));
        arms.put(id, arm);
        host(ticks, generation, id, deploy || changes);
      }
    }
    everTouched.addAll(treated);
    commit(ticks);
  }

  private void host(List<AcceptedTick> ticks, String generation, String id, boolean reloads) {
    boolean treated = "frozen".equals(arms.get(id));
    if (reloads) {
      Instant began = now.minusSeconds(120);
      int seconds = treated ? treatedRestartSeconds.getOrDefault(generation, 10) : 10;
      HostTick.Builder ready = tick(id, began.plusSeconds(seconds), seconds);
      ready.addEvents(reload(began, seconds));
      if (treated && killing.contains(generation)) {
        ready.addEvents(
            LifecycleEvent.newBuilder()
                .setKind(LifecycleKind.LIFECYCLE_KIND_OOM)
                .setSeenAt(ready.getCollectedAt()));
      }
      ticks.add(accepted(ready, generation));
    }
    ticks.add(accepted(tick(id, now, STEP.toSeconds()), generation));
  }

  private HostTick.Builder tick(String id, Instant at, long seconds) {
    Family.Builder family =
        Ticks.family("web", arms.getOrDefault(id, "default"), at, 60).clearWorkers();
    HostTick.Builder tick = Ticks.tick(id, sequence++, at);
    tick.getIntervalBuilder().setSeconds(seconds);
    return tick.clearEvents().clearFamilies().addFamilies(family);
  }

  private static LifecycleEvent reload(Instant began, int seconds) {
    DurationReading.Builder took = DurationReading.newBuilder();
    took.getDurationBuilder().setSeconds(seconds);
    return LifecycleEvent.newBuilder()
        .setKind(LifecycleKind.LIFECYCLE_KIND_RELOAD)
        .setMasterPid(100)
        .setMasterStartTicks(5_000)
        .setPid(100)
        .setStartTicks(5_000)
        .setSeenAt(Ticks.timestamp(began.plusSeconds(seconds)))
        .setReload(
            Reload.newBuilder()
                .setWay(ReloadWay.RELOAD_WAY_SAME_MASTER)
                .setBeganAt(Ticks.timestamp(began))
                .setWorkersBefore(4)
                .setWorkersAfter(4)
                .setBackAfter(took)
                .setReadyAfter(took))
        .build();
  }

  /** The hosts that the store says are to have the change. */
  private Set<String> treated() throws SQLException {
    Set<String> treated = new HashSet<>();
    try (var connection = database.dataSource().getConnection();
        var select =
            connection.prepareStatement(
                "SELECT host_id FROM rollout_host JOIN host USING (host_key) WHERE touched_at IS"
                    + " NOT NULL");
        var rows = select.executeQuery()) {
      while (rows.next()) {
        treated.add(rows.getString(1));
      }
    }
    return treated;
  }

  private void commit(List<AcceptedTick> ticks) {
    store.commit(
        new TickBatch(
            "ticks",
            List.of(
                new PartitionBatch(
                    0,
                    next,
                    next + ticks.size(),
                    new PartitionCounts(ticks.size(), 0, 0),
                    ticks,
                    new PartialRollups()))));
    next += ticks.size();
  }

  private static AcceptedTick accepted(HostTick.Builder tick, String generation) {
    return new AcceptedTick(
        tick.build(),
        UUID.fromString(Ticks.BOOT_ID),
        Instant.ofEpochSecond(tick.getCollectedAt().getSeconds()),
        HardwareClass.of(generation, 32, 31L << 30),
        false);
  }
}
