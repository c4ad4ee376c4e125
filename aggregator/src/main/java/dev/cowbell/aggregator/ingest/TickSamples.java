package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.HostDayKey;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.rollup.SharingSample;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.aggregator.wire.WorkerReading;
import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What ticks add to roll-ups: readings of workers whose inherited bytes and sharing are known, and
 * footprints of families. Names are held once for all ticks, since each host-day names four and in
 * a large fleet nearly each tick has one of its own.
 */
final class TickSamples {

  private final PartialRollups rollups = new PartialRollups();
  private final Map<String, String> names = new HashMap<>();
  private final Map<HardwareClass, String> classes = new HashMap<>();
  private Instant day = Instant.EPOCH;

  private TickSamples() {}

  /** Everything these ticks add. */
  static PartialRollups of(List<AcceptedTick> ticks) {
    TickSamples samples = new TickSamples();
    ticks.forEach(samples::add);
    return samples.rollups;
  }

  private void add(AcceptedTick tick) {
    List<Family> families = tick.message().getFamiliesList();
    List<HostDayKey> hostDays = new ArrayList<>(families.size());
    for (int i = 0; i < families.size(); i++) {
      HostDayKey hostDay = hostDay(tick, families.get(i));
      hostDays.add(hostDay);
      add(hostDay, tick, families.get(i), tick.workers(i));
    }
    rollups.addTick(TickArms.of(tick, hostDays, this::name));
  }

  private void add(
      HostDayKey hostDay, AcceptedTick tick, Family family, List<WorkerReading> workers) {
    if (family.hasFootprint()) {
      rollups.addFootprint(hostDay, family.getFootprint().getBytes(), family.getWorkerCount());
    }
    PartialRollups.OfFamily readings = rollups.family(hostDay, tick.collectedAt());
    for (WorkerReading worker : workers) {
      if (worker.hasFigures() && worker.hasInherited()) {
        readings.add(ageSeconds(worker), sample(worker, tick.simulated()));
      }
    }
  }

  private HostDayKey hostDay(AcceptedTick tick, Family family) {
    return new HostDayKey(
        day(tick.collectedAt()),
        tick.message().getHost().getHostId(),
        name(family.getService()),
        classes.computeIfAbsent(tick.hardwareClass(), HardwareClass::name),
        name(family.getArm()));
  }

  private Instant day(Instant at) {
    Instant start = Grain.DAY.start(at);
    if (!start.equals(day)) {
      day = start;
    }
    return day;
  }

  private String name(String name) {
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  /** Rounded as raw rows keep it, so that a backfill finds the same bucket. */
  private static float ageSeconds(WorkerReading worker) {
    return (float) (worker.ageSeconds() + worker.ageNanos() / 1e9);
  }

  private static SharingSample sample(WorkerReading worker, boolean simulated) {
    return new SharingSample(
        worker.inheritedBytes(),
        worker.stillSharedBytes(),
        worker.sharingLossBytes(),
        worker.privateGrowthBytes(),
        worker.rssBytes(),
        worker.inheritedBasis() == Basis.BASIS_ESTIMATED_VALUE,
        simulated);
  }
}
