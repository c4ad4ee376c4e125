package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.Sharing;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.Inherited;
import dev.cowbell.collector.sharing.SharingFigures;
import java.time.Duration;

/** Workers as the contract has them. */
final class WorkerMessages {
  private static final Inherited NO_PARENT =
      new Inherited(
          Reading.unavailable(Reason.BORN_UNSEEN, "the parent could not be read"),
          Basis.ESTIMATED,
          Duration.ZERO);

  private WorkerMessages() {}

  static Worker of(Member worker, TickClock clock) {
    Inherited inherited = worker.inherited.orElse(NO_PARENT);
    long ageMillis = Math.max(0, clock.uptimeMillis() - worker.stat.birthMillis());
    return Worker.newBuilder()
        .setPid(worker.key.pid())
        .setStartTicks(worker.key.startTicks())
        .setAge(Messages.duration(Duration.ofMillis(ageMillis)))
        .setMemory(MemoryMessages.of(worker))
        .setInherited(inherited(inherited))
        .setSharing(sharing(worker, inherited))
        .setMinorFaults(worker.stat.minorFaults())
        .setMajorFaults(worker.stat.majorFaults())
        .setCpuTime(Messages.micros(worker.stat.cpuMicros()))
        .setFullCollections(Messages.count(worker.fullCollectionsSinceBirth()))
        .build();
  }

  private static dev.cowbell.api.contract.v1.Inherited inherited(Inherited inherited) {
    return dev.cowbell.api.contract.v1.Inherited.newBuilder()
        .setBytes(Messages.bytes(inherited.bytes()))
        .setBasis(Messages.basis(inherited.basis()))
        .setDistance(Messages.duration(inherited.distance()))
        .build();
  }

  private static Sharing sharing(Member worker, Inherited inherited) {
    Reading<SmapsRollup> rollup =
        worker
            .full
            .map(Member.FullReading::rollup)
            .orElseGet(() -> Reading.unavailable(Reason.NOT_YET_READ, "no full reading yet"));
    Reading<SharingFigures> figures =
        rollup.flatMap(read -> inherited.bytes().map(bytes -> SharingFigures.of(bytes, read)));
    return switch (figures) {
      case Reading.Measured<SharingFigures>(SharingFigures found) ->
          Sharing.newBuilder().setFigures(figures(found)).build();
      case Reading.Unavailable<SharingFigures> absent ->
          Sharing.newBuilder().setUnavailable(Messages.unavailable(absent)).build();
    };
  }

  private static dev.cowbell.api.contract.v1.SharingFigures figures(SharingFigures figures) {
    return dev.cowbell.api.contract.v1.SharingFigures.newBuilder()
        .setStillSharedBytes(figures.stillSharedBytes())
        .setSharingLossBytes(figures.sharingLossBytes())
        .setPrivateGrowthBytes(figures.privateGrowthBytes())
        .setBasis(Messages.basis(figures.basis()))
        .build();
  }
}
