package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.FamilySnapshot;
import dev.cowbell.api.contract.v1.FootprintReading;
import dev.cowbell.api.contract.v1.PolicyReading;
import dev.cowbell.api.contract.v1.Runtime;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.WorkerSnapshot;
import dev.cowbell.api.server.figure.Readings;
import dev.cowbell.api.server.figure.Reasons;
import java.util.List;

/** Families and workers as callers of the API get them. */
final class FamilyMessages {
  private FamilyMessages() {}

  static FamilySnapshot family(Family family, List<Worker> workers) {
    var message =
        FamilySnapshot.newBuilder()
            .setMasterPid(family.id().masterPid())
            .setMasterStartTicks(family.id().masterStartTicks())
            .setService(family.service())
            .setArm(family.arm())
            .setRuntime(
                Runtime.newBuilder()
                    .setKind(family.runtimeKind())
                    .setVersion(family.runtimeVersion()))
            .setPolicy(policy(family.policy()))
            .setCollectedAt(Readings.moment(family.collectedAt()))
            .setWorkerCount(family.workerCount())
            .setUnreadableWorkerCount(family.unreadableWorkerCount())
            .setRssSumBytes(family.rssSumBytes())
            .setPssSumBytes(Readings.bytes(family.pssSumBytes()));
    family.oldestReadingAt().ifPresent(at -> message.setOldestReadingAt(Readings.moment(at)));
    family.footprint().ifPresent(footprint -> message.setFootprint(footprint(footprint)));
    workers.forEach(worker -> message.addWorkers(worker(worker)));
    return message.build();
  }

  private static PolicyReading policy(Policy policy) {
    return switch (policy) {
      case Policy.InForce(var name, var enabled, var thresholds, var frozen) ->
          PolicyReading.newBuilder()
              .setPolicy(
                  dev.cowbell.api.contract.v1.Policy.newBuilder()
                      .setName(name)
                      .setEnabled(enabled)
                      .addAllThresholds(thresholds)
                      .setFrozen(frozen))
              .build();
      case Policy.Unknown(var reason) ->
          PolicyReading.newBuilder().setUnavailable(Reasons.encode(reason)).build();
    };
  }

  private static FootprintReading footprint(Footprint footprint) {
    return FootprintReading.newBuilder()
        .setBytes(footprint.bytes())
        .setSource(footprint.source())
        .setBasis(footprint.basis())
        .build();
  }

  private static WorkerSnapshot worker(Worker worker) {
    return WorkerSnapshot.newBuilder()
        .setPid(worker.pid())
        .setStartTicks(worker.startTicks())
        .setReadAt(Readings.moment(worker.readAt()))
        .setAgeSeconds(worker.ageSeconds())
        .setRssBytes(worker.rssBytes())
        .setPssBytes(Readings.bytes(worker.pssBytes()))
        .setInheritedBytes(Readings.bytes(worker.inheritedBytes()))
        .setSharing(sharing(worker.sharing()))
        .setFullCollections(Readings.count(worker.fullCollections()))
        .build();
  }

  private static dev.cowbell.api.contract.v1.Sharing sharing(Sharing sharing) {
    var message = dev.cowbell.api.contract.v1.Sharing.newBuilder();
    return switch (sharing) {
      case Sharing.Read read ->
          message
              .setFigures(
                  SharingFigures.newBuilder()
                      .setStillSharedBytes(read.stillSharedBytes())
                      .setSharingLossBytes(read.lossBytes())
                      .setPrivateGrowthBytes(read.growthBytes())
                      .setBasis(read.basis()))
              .build();
      case Sharing.Unread(var reason) -> message.setUnavailable(Reasons.encode(reason)).build();
    };
  }
}
