package dev.cowbell.standalone.simulate.message;

import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Inherited;
import dev.cowbell.api.contract.v1.Sharing;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.standalone.simulate.model.WorkerReading;

/** Workers as the contract has them. */
final class WorkerMessages {
  private WorkerMessages() {}

  static Worker of(WorkerReading worker, long atMillis) {
    return Worker.newBuilder()
        .setPid((int) worker.pid())
        .setStartTicks(worker.startTicks())
        .setAge(Readings.millis(worker.ageMillis()))
        .setMemory(MemoryMessages.ofWorker(worker, atMillis))
        .setInherited(
            Inherited.newBuilder()
                .setBytes(Readings.bytes(worker.inheritedBytes()))
                .setBasis(Basis.BASIS_MEASURED))
        .setSharing(
            Sharing.newBuilder()
                .setFigures(
                    SharingFigures.newBuilder()
                        .setStillSharedBytes(worker.stillSharedBytes())
                        .setSharingLossBytes(worker.sharingLossBytes())
                        .setPrivateGrowthBytes(worker.growthBytes())
                        .setBasis(Basis.BASIS_UPPER_BOUND)))
        .setMinorFaults(worker.minorFaults())
        .setMajorFaults(0)
        .setCpuTime(Readings.micros(worker.cpuMicros()))
        .setFullCollections(Readings.count(worker.fullCollections()))
        .build();
  }
}
