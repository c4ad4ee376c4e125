package dev.cowbell.aggregator.ingest;

import com.google.protobuf.Duration;
import dev.cowbell.aggregator.rollup.HostDayKey;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.rollup.SharingSample;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Worker;
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
      tick.message().getFamiliesList().forEach(family -> add(rollups, tick, family));
      rollups.addTick(TickArms.of(tick));
    }
    return rollups;
  }

  private static void add(PartialRollups rollups, AcceptedTick tick, Family family) {
    HostDayKey hostDay = hostDay(tick, family);
    if (family.hasFootprint()) {
      rollups.addFootprint(hostDay, family.getFootprint().getBytes(), family.getWorkerCount());
    }
    PartialRollups.OfFamily readings = rollups.family(hostDay, tick.collectedAt());
    for (Worker worker : family.getWorkersList()) {
      if (worker.getSharing().hasFigures() && worker.getInherited().getBytes().hasBytes()) {
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
  private static float ageSeconds(Worker worker) {
    Duration age = worker.getAge();
    return (float) (age.getSeconds() + age.getNanos() / 1e9);
  }

  private static SharingSample sample(Worker worker, boolean simulated) {
    SharingFigures figures = worker.getSharing().getFigures();
    return new SharingSample(
        worker.getInherited().getBytes().getBytes(),
        figures.getStillSharedBytes(),
        figures.getSharingLossBytes(),
        figures.getPrivateGrowthBytes(),
        worker.getMemory().getRssBytes(),
        worker.getInherited().getBasis() == Basis.BASIS_ESTIMATED,
        simulated);
  }
}
