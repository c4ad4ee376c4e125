package dev.cowbell.standalone.simulate.message;

import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.FootprintReading;
import dev.cowbell.api.contract.v1.FootprintSource;
import dev.cowbell.api.contract.v1.NameSource;
import dev.cowbell.api.contract.v1.Policy;
import dev.cowbell.api.contract.v1.PolicyReading;
import dev.cowbell.api.contract.v1.Runtime;
import dev.cowbell.api.contract.v1.RuntimeKind;
import dev.cowbell.standalone.simulate.model.FamilyReading;
import dev.cowbell.standalone.simulate.model.WorkerReading;
import dev.cowbell.standalone.simulate.scenario.GcPolicy;

/** Families as the contract has them. */
final class FamilyMessages {
  private FamilyMessages() {}

  static Family of(FamilyReading family, long atMillis) {
    Family.Builder message =
        Family.newBuilder()
            .setMasterPid((int) family.masterPid())
            .setMasterStartTicks(family.masterStartTicks())
            .setService(family.service().name())
            .setServiceSource(NameSource.NAME_SOURCE_COWBELL_ENVIRONMENT)
            .setArm(family.arm().name())
            .setArmSource(
                family.arm().isNamedByPolicy()
                    ? NameSource.NAME_SOURCE_POLICY
                    : NameSource.NAME_SOURCE_COWBELL_ENVIRONMENT)
            .setRuntime(
                Runtime.newBuilder()
                    .setKind(RuntimeKind.RUNTIME_KIND_CPYTHON)
                    .setVersion(family.service().pythonVersion()))
            .setPolicy(policy(family.arm().policy()))
            .setWorkerCount(family.workerCount())
            .setMaster(MemoryMessages.ofMaster(family, atMillis))
            .setRssSumBytes(family.rssSumBytes())
            .setFootprint(footprint(family))
            .setPssSumBytes(Readings.bytes(family.pssSumBytes()))
            .setOldestReadingAt(Readings.timestamp(atMillis - family.oldestReadingMillis()))
            .setCpuTimeDelta(Readings.micros(family.cpuMicrosDelta()))
            .setMinorFaultsDelta(family.minorFaultsDelta())
            .setMajorFaultsDelta(family.majorFaultsDelta());
    for (WorkerReading worker : family.workers()) {
      message.addWorkers(WorkerMessages.of(worker, atMillis));
    }
    return message.build();
  }

  private static PolicyReading policy(GcPolicy policy) {
    return PolicyReading.newBuilder()
        .setPolicy(
            Policy.newBuilder()
                .setEnabled(policy.enabled())
                .addAllThresholds(policy.thresholds())
                .setFrozen(policy.frozen())
                .setName(policy.name()))
        .build();
  }

  private static FootprintReading footprint(FamilyReading family) {
    boolean allFresh = family.workers().size() == family.workerCount();
    return FootprintReading.newBuilder()
        .setBytes(family.footprintBytes())
        .setSource(FootprintSource.FOOTPRINT_SOURCE_SUM)
        .setBasis(allFresh ? Basis.BASIS_MEASURED : Basis.BASIS_ESTIMATED)
        .build();
  }
}
