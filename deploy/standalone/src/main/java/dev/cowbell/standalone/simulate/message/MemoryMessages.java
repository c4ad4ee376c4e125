package dev.cowbell.standalone.simulate.message;

import dev.cowbell.api.contract.v1.FullReading;
import dev.cowbell.api.contract.v1.ProcessMemory;
import dev.cowbell.api.contract.v1.Rollup;
import dev.cowbell.standalone.simulate.model.FamilyReading;
import dev.cowbell.standalone.simulate.model.WorkerReading;

/** Memory of single processes as the contract has it. */
final class MemoryMessages {
  private MemoryMessages() {}

  static ProcessMemory ofWorker(WorkerReading worker, long atMillis) {
    return memory(
        worker.anonymousBytes(),
        worker.fileBytes(),
        worker.stillSharedBytes(),
        worker.pssBytes(),
        atMillis);
  }

  /** The master shares its anonymous memory as long as any worker does. */
  static ProcessMemory ofMaster(FamilyReading family, long atMillis) {
    long anonymous = pages(family.service().inheritedBytes());
    long shared = family.workerCount() == 0 ? 0 : anonymous;
    return memory(
        anonymous, pages(family.service().fileBytes()), shared, family.masterPssBytes(), atMillis);
  }

  private static ProcessMemory memory(
      long anonymous, long file, long shared, long pss, long atMillis) {
    return ProcessMemory.newBuilder()
        .setRssBytes(anonymous + file)
        .setFileBytes(file)
        .setFull(
            FullReading.newBuilder()
                .setTakenAt(Readings.timestamp(atMillis))
                .setRollup(
                    Rollup.newBuilder()
                        .setRssBytes(anonymous + file)
                        .setPssBytes(pss)
                        .setUssBytes(anonymous - shared)
                        .setSharedCleanBytes(file)
                        .setSharedDirtyBytes(shared)
                        .setPrivateDirtyBytes(anonymous - shared)
                        .setAnonymousBytes(anonymous)))
        .build();
  }

  private static long pages(double bytes) {
    return Math.round(bytes / 4096) * 4096;
  }
}
