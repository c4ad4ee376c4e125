package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.rollup.HostDayKey;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.rollup.SharingSample;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.aggregator.wire.WorkerReading;
import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Family;
import java.util.List;

/**
 * What ticks add to roll-ups: readings of workers whose inherited bytes and sharing are known, and
 * footprints of families.
 */
final class TickSamples {

  private TickSamples() {}

  /** Everything these ticks add. */
  static PartialRollups of(List<AcceptedTick> ticks) {
    PartialRollups rollups = new PartialRollups();
    for (AcceptedTick tick : ticks) {
      for (int family = 0; family < tick.message().getFamiliesCount(); family++) {
        add(rollups, tick, tick.message().getFamilies(family), tick.workers(family));
      }
      rollups.addTick(TickArms.of(tick));
    }
    return rollups;
  }

  private static void add(
      PartialRollups rollups, AcceptedTick tick, Family family, List<WorkerReading> workers) {
    HostDayKey hostDay = hostDay(tick, family);
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

  static HostDayKey hostDay(AcceptedTick tick, Family family) {
    return HostDayKey.of(
        tick.collectedAt(),
        tick.message().getHost().getHostId(),
        family.getService(),
        tick.hardwareClass().name(),
        family.getArm());
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
