package dev.cowbell.aggregator.ingest;

import com.google.protobuf.Duration;
import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.PartitionCounts;
import dev.cowbell.aggregator.store.PostgresTickStore;
import dev.cowbell.aggregator.store.RawReadings;
import dev.cowbell.aggregator.store.TickBatch;
import dev.cowbell.aggregator.store.TickStore;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Seeded ticks of some hosts, stored as ingest stores them, over several partitions. */
final class StoredTicks {

  static final int PARTITIONS = 3;
  static final String TOPIC = "ticks";

  private final TickStore store;
  private final RandomGenerator random;
  private final Map<Integer, Long> offsets = new HashMap<>();
  private final List<AcceptedTick> all = new ArrayList<>();

  StoredTicks(Database database, RandomGenerator random) {
    this(database, random, RawReadings.KEPT);
  }

  StoredTicks(Database database, RandomGenerator random, RawReadings rawReadings) {
    this.store = new PostgresTickStore(database.dataSource(), rawReadings);
    this.random = random;
    store.open(TOPIC, Set.of(0, 1, 2));
  }

  /** A batch of ticks of random partitions within an hour of this. */
  void batch(Instant around, int ticks) {
    Map<Integer, List<AcceptedTick>> byPartition = new HashMap<>();
    for (int i = 0; i < ticks; i++) {
      AcceptedTick tick = tick(around.plusSeconds(random.nextInt(3600)));
      int partition = Math.floorMod(tick.hostBoot().hostId().hashCode(), PARTITIONS);
      byPartition.computeIfAbsent(partition, p -> new ArrayList<>()).add(tick);
      all.add(tick);
    }
    // In two batches of one transaction, of which either may have any partition.
    List<PartitionBatch> first = new ArrayList<>();
    List<PartitionBatch> second = new ArrayList<>();
    byPartition.forEach(
        (partition, accepted) -> {
          int split = random.nextInt(accepted.size() + 1);
          add(first, partition, accepted.subList(0, split));
          add(second, partition, accepted.subList(split, accepted.size()));
        });
    store.write(new TickBatch(TOPIC, first));
    store.commit(new TickBatch(TOPIC, second));
  }

  /** What all ticks add to roll-ups, computed at once. */
  PartialRollups atOnce() {
    return TickSamples.of(all);
  }

  private void add(List<PartitionBatch> batches, int partition, List<AcceptedTick> ticks) {
    if (!ticks.isEmpty()) {
      batches.add(batch(partition, ticks));
    }
  }

  private PartitionBatch batch(int partition, List<AcceptedTick> ticks) {
    long from = offsets.getOrDefault(partition, 0L);
    offsets.put(partition, from + ticks.size());
    return new PartitionBatch(
        partition,
        from,
        from + ticks.size(),
        new PartitionCounts(ticks.size(), 0, 0),
        ticks,
        TickSamples.of(ticks));
  }

  /** One tick in a transaction of its own, whose interpreter's version is this. */
  void single(Instant at, String runtimeVersion) {
    HostTick.Builder tick = tick(at).message().toBuilder();
    tick.getFamiliesBuilderList()
        .forEach(family -> family.getRuntimeBuilder().setVersion(runtimeVersion));
    all.add(accepted(tick, at));
    store.commit(new TickBatch(TOPIC, List.of(batch(0, List.of(all.getLast())))));
  }

  private AcceptedTick tick(Instant at) {
    HostTick.Builder tick = Ticks.tick("h" + random.nextInt(5), 1 + all.size(), at).clearFamilies();
    for (String arm : List.of("default", "frozen")) {
      Family.Builder family =
          Ticks.family("web", arm, at, 60).setMasterPid(100 + tick.getFamiliesCount());
      family.getFootprintBuilder().setBytes(random.nextLong(1L << 32));
      family.clearWorkers();
      for (int worker = 0; worker < 1 + random.nextInt(3); worker++) {
        long loss = random.nextLong(100 * Ticks.MIB);
        long growth = random.nextLong(20 * Ticks.MIB) - 2 * Ticks.MIB;
        family.addWorkers(
            Ticks.worker(1 + worker, at, 60, loss, growth)
                .setAge(
                    Duration.newBuilder()
                        .setSeconds(random.nextInt(100))
                        .setNanos(random.nextInt(1_000_000_000))));
      }
      tick.addFamilies(family);
    }
    return accepted(tick, at);
  }

  private static AcceptedTick accepted(HostTick.Builder tick, Instant at) {
    return new AcceptedTick(
        tick.build(),
        UUID.fromString(Ticks.BOOT_ID),
        at,
        HardwareClass.of("Sandy Bridge-EP", 32, 31L << 30),
        false);
  }
}
