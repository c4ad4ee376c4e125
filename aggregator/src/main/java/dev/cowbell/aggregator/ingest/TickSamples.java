package dev.cowbell.aggregator.ingest;

import com.google.protobuf.Duration;
import dev.cowbell.aggregator.rollup.RollupKey;
import dev.cowbell.aggregator.rollup.SharingRollup;
import dev.cowbell.aggregator.rollup.SharingSample;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Worker;
import java.util.Map;

/**
 * The readings of a tick that count for roll-ups: those whose inherited bytes and sharing are
 * known.
 */
final class TickSamples {

  private TickSamples() {}

  static void addTo(Map<RollupKey, SharingRollup> rollups, AcceptedTick tick) {
    String className = tick.hardwareClass().name();
    for (Family family : tick.message().getFamiliesList()) {
      for (Worker worker : family.getWorkersList()) {
        if (worker.getSharing().hasFigures() && worker.getInherited().getBytes().hasBytes()) {
          rollups
              .computeIfAbsent(key(tick, family, worker, className), key -> SharingRollup.empty())
              .add(sample(worker, tick.simulated()));
        }
      }
    }
  }

  private static RollupKey key(AcceptedTick tick, Family family, Worker worker, String className) {
    Duration age = worker.getAge();
    double ageSeconds = age.getSeconds() + age.getNanos() / 1e9;
    return RollupKey.of(
        tick.collectedAt(), family.getService(), className, family.getArm(), ageSeconds);
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
