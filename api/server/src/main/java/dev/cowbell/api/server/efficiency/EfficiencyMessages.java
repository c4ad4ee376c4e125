package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.contract.v1.ArmSummary;
import dev.cowbell.api.contract.v1.Coverage;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.QuerySeriesResponse;
import dev.cowbell.api.contract.v1.Savings;
import dev.cowbell.api.server.figure.Readings;
import java.util.List;

/** Curves, arms and savings as callers of the API get them. */
final class EfficiencyMessages {
  private EfficiencyMessages() {}

  static dev.cowbell.api.contract.v1.SharingCurve curve(SharingCurve curve) {
    return dev.cowbell.api.contract.v1.SharingCurve.newBuilder()
        .setArm(curve.arm())
        .addAllPoints(curve.points().stream().map(EfficiencyMessages::point).toList())
        .build();
  }

  private static dev.cowbell.api.contract.v1.SharingPoint point(SharingPoint point) {
    var message =
        dev.cowbell.api.contract.v1.SharingPoint.newBuilder()
            .setAgeFromSeconds(point.ageFromSeconds())
            .setAgeToSeconds(point.ageToSeconds())
            .setReadings(point.readings())
            .setEstimatedReadings(point.estimatedReadings())
            .setInheritedBytes(point.inheritedBytes())
            .setStillSharedBytes(point.stillSharedBytes())
            .setSharingLossBytes(point.lossBytes())
            .setPrivateGrowthBytes(point.growthBytes());
    point
        .spreads()
        .ifPresent(
            spreads ->
                message
                    .setSharingLossP90Bytes(spreads.loss().p90())
                    .setPrivateGrowthP90Bytes(spreads.growth().p90()));
    return message.build();
  }

  static ArmSummary arm(Arm arm) {
    var message =
        ArmSummary.newBuilder()
            .setArm(arm.name())
            .setHosts(arm.hosts())
            .setFamilies(arm.families())
            .setWorkers(arm.workers())
            .setFamilyFootprintBytes(arm.footprintBytes())
            .setFamilyPssBytes(Readings.bytes(arm.pssSumBytes()))
            .setFullCollections(Readings.count(arm.fullCollections()));
    arm.fullCollectionsPerWorker().ifPresent(message::setFullCollectionsPerWorker);
    arm.means().ifPresent(means -> set(message, means));
    return message.build();
  }

  private static void set(ArmSummary.Builder message, Means means) {
    message
        .setWorkersRead(means.workersRead())
        .setMeanAgeSeconds(means.ageSeconds())
        .setInheritedBytesPerWorker(means.inheritedBytes())
        .setSharingLossBytesPerWorker(means.lossBytes())
        .setPrivateGrowthBytesPerWorker(means.growthBytes())
        .setSharingLossMinBytes(means.lossMinBytes())
        .setSharingLossMaxBytes(means.lossMaxBytes());
  }

  static QuerySeriesResponse series(SeriesQuery query, List<SeriesPoint> points) {
    var message =
        QuerySeriesResponse.newBuilder()
            .setStepSeconds((int) query.step().toSeconds())
            .setService(query.scope().service())
            .setHardwareClass(query.scope().hardwareClass())
            .setArm(query.arm())
            .setSimulated(points.stream().anyMatch(SeriesPoint::simulated));
    for (SeriesPoint point : points) {
      message.addPoints(
          dev.cowbell.api.contract.v1.SeriesPoint.newBuilder()
              .setAt(Readings.moment(point.at()))
              .setMean(point.mean())
              .setReadings(point.readings()));
    }
    return message.build();
  }

  static Savings saving(Saving saving) {
    return Savings.newBuilder()
        .setService(saving.service())
        .setHardwareClass(saving.hardwareClass())
        .setControl(saving.control())
        .setTreatment(saving.treatment())
        .setAtAgeSeconds(saving.atAgeSeconds())
        .setSharingLossAvoidedBytesPerWorker(saving.lossAvoided().bytes())
        .setSharingLossAvoidedInterval(interval(saving.lossAvoided(), saving.basis()))
        .setPrivateGrowthAddedBytesPerWorker(saving.growthAdded().bytes())
        .setPrivateGrowthAddedInterval(interval(saving.growthAdded(), saving.basis()))
        .setControlHosts(saving.controlSample().hosts())
        .setTreatmentHosts(saving.treatmentSample().hosts())
        .setControlWorkers(saving.controlSample().workers())
        .setTreatmentWorkers(saving.treatmentSample().workers())
        .setCoverage(
            Coverage.newBuilder()
                .setWorkers(saving.workerCoverage())
                .setTicks(saving.tickCoverage()))
        .setAssignment(saving.assignment())
        .setSimulated(saving.simulated())
        .setComputedAt(Readings.moment(saving.computedAt()))
        .build();
  }

  private static Interval interval(Saving.Range range, String basis) {
    return Interval.newBuilder().setLow(range.low()).setHigh(range.high()).setBasis(basis).build();
  }
}
