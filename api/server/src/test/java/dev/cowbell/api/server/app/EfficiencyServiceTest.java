package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.ArmSummary;
import dev.cowbell.api.contract.v1.CompareArmsRequest;
import dev.cowbell.api.contract.v1.CompareArmsResponse;
import dev.cowbell.api.contract.v1.GetSavingsRequest;
import dev.cowbell.api.contract.v1.GetSharingCurveRequest;
import dev.cowbell.api.contract.v1.QuerySeriesRequest;
import dev.cowbell.api.contract.v1.SeriesMetric;
import dev.cowbell.api.contract.v1.SharingCurve;
import dev.cowbell.api.contract.v1.SharingPoint;
import dev.cowbell.api.contract.v1.TimeRange;
import dev.cowbell.api.contract.v1.UnavailableReason;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arms, curves, savings and series, asked for over gRPC. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class EfficiencyServiceTest extends GrpcKit {

  @Test
  void compareArms_ofTheDemo_hasEveryArmWithItsOwnFigures() {
    CompareArmsResponse answer =
        efficiency.compareArms(CompareArmsRequest.newBuilder().setService("demo").build());

    assertThat(answer.getHardwareClass()).isEqualTo(ICE_LAKE);
    assertThat(answer.getSimulated()).isFalse();
    assertThat(answer.getArmsList())
        .extracting(ArmSummary::getArm)
        .containsExactly("default", "frozen", "frozen+threshold-50000", "threshold-0");
  }

  @Test
  void compareArms_countsOnlyWorkersThatLiveAndWereReadUnderTheirFamilysArm() {
    ArmSummary arm =
        efficiency
            .compareArms(CompareArmsRequest.newBuilder().setService("demo").build())
            .getArms(0);

    assertThat(arm.getWorkers()).isEqualTo(4);
    assertThat(arm.getWorkersRead()).isEqualTo(4);
    assertThat(arm.getSharingLossBytesPerWorker()).isEqualTo(69625448.5);
    assertThat(arm.getSharingLossMinBytes()).isEqualTo(69625447);
    assertThat(arm.getSharingLossMaxBytes()).isEqualTo(69625450);
    assertThat(arm.getInheritedBytesPerWorker()).isEqualTo(108422758);
    assertThat(arm.getPrivateGrowthBytesPerWorker()).isEqualTo(9437184);
    assertThat(arm.getFamilyPssBytes().getBytes()).isEqualTo(440L << 20);
    assertThat(arm.getFamilyFootprintBytes()).isEqualTo(428L << 20);
    assertThat(arm.getFullCollections().getCount()).isEqualTo(4);
    assertThat(arm.getFullCollectionsPerWorker()).isEqualTo(1);
  }

  @Test
  void compareArms_ofWorkersTheKernelHides_saysWhyInsteadOfZero() {
    ArmSummary arm =
        efficiency
            .compareArms(CompareArmsRequest.newBuilder().setService("locked").build())
            .getArms(0);

    assertThat(arm.getWorkersRead()).isZero();
    assertThat(arm.getFamilyPssBytes().getUnavailable().getReason())
        .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
    assertThat(arm.getFullCollections().hasUnavailable()).isTrue();
    assertThat(arm.hasFullCollectionsPerWorker()).isFalse();
  }

  @Test
  void compareArms_onSeveralClassesWithoutOne_namesTheFieldAndTheChoices() {
    var asked = CompareArmsRequest.newBuilder().setService("shop");

    assertRefused(() -> efficiency.compareArms(asked.build()), "hardware_class")
        .contains(ICE_LAKE, SANDY_BRIDGE);
    assertThat(efficiency.compareArms(asked.setHardwareClass(SANDY_BRIDGE).build()).getSimulated())
        .isTrue();
  }

  @Test
  void compareArms_ofWhatIsMissingOrUnknown_isRefused() {
    assertRefused(() -> efficiency.compareArms(CompareArmsRequest.getDefaultInstance()), "service");
    assertNotFound(
        () -> efficiency.compareArms(CompareArmsRequest.newBuilder().setService("no").build()));
    assertNotFound(
        () -> efficiency.compareArms(CompareArmsRequest.newBuilder().setService("idle").build()));
    assertNotFound(
        () ->
            efficiency.compareArms(
                CompareArmsRequest.newBuilder()
                    .setService("demo")
                    .setHardwareClass(SANDY_BRIDGE)
                    .build()));
  }

  @Test
  void getSharingCurve_mergesPartsOfSeveralPartitions() {
    var answer =
        efficiency.getSharingCurve(GetSharingCurveRequest.newBuilder().setService("demo").build());

    assertThat(answer.getCurvesList()).hasSize(4);
    SharingCurve curve = answer.getCurves(0);
    SharingPoint first = curve.getPoints(0);
    assertThat(curve.getArm()).isEqualTo("default");
    assertThat(curve.getPointsList()).extracting(SharingPoint::getAgeFromSeconds).isSorted();
    assertThat(first.getReadings()).isEqualTo(8);
    assertThat(first.getEstimatedReadings()).isEqualTo(2);
    assertThat(first.getAgeToSeconds()).isEqualTo(1);
    assertThat(first.getSharingLossBytes() / (1 << 20)).isCloseTo(2.5, offset(1e-9));
    assertThat(first.getSharingLossP90Bytes() / (1 << 20)).isCloseTo(2.6, offset(0.03));
  }

  @Test
  void getSharingCurve_ofASpan_holdsOnlyReadingsOfThatSpan() {
    var asked = GetSharingCurveRequest.newBuilder().setService("demo");
    var later = TimeRange.newBuilder().setFrom(second(1_900_000_000L));

    assertThat(efficiency.getSharingCurve(asked.setRange(later).build()).getCurvesList()).isEmpty();
    assertRefused(
        () ->
            efficiency.getSharingCurve(asked.setRange(later.setTo(second(1_800_000_000L))).build()),
        "range");
  }

  @Test
  void getSharingCurve_ofWhatIsMissingOrUnknown_isRefused() {
    assertRefused(
        () -> efficiency.getSharingCurve(GetSharingCurveRequest.getDefaultInstance()), "service");
    assertNotFound(
        () ->
            efficiency.getSharingCurve(
                GetSharingCurveRequest.newBuilder().setService("no").build()));
    assertNotFound(
        () ->
            efficiency.getSharingCurve(
                GetSharingCurveRequest.newBuilder()
                    .setService("demo")
                    .setHardwareClass(SANDY_BRIDGE)
                    .build()));
    assertRefused(
            () ->
                efficiency.getSharingCurve(
                    GetSharingCurveRequest.newBuilder().setService("shop").build()),
            "hardware_class")
        .contains(ICE_LAKE, SANDY_BRIDGE);
  }

  @Test
  void getSavings_givesEveryPairWithItsRangeAndWhatItMeans() {
    var all = efficiency.getSavings(GetSavingsRequest.getDefaultInstance());
    var none =
        efficiency.getSavings(
            GetSavingsRequest.newBuilder().setHardwareClass(SANDY_BRIDGE).build());

    assertThat(all.getSavingsList()).hasSize(3);
    assertThat(all.getSavings(0).getSharingLossAvoidedInterval().getBasis())
        .contains("not a confidence interval");
    assertThat(all.getSavings(0).getSharingLossAvoidedBytesPerWorker()).isEqualTo(66479718);
    assertThat(none.getSavingsList()).isEmpty();
    assertNotFound(
        () -> efficiency.getSavings(GetSavingsRequest.newBuilder().setService("no").build()));
  }

  @Test
  void querySeries_givesMeansOfOneArmOverTime() {
    var asked =
        QuerySeriesRequest.newBuilder()
            .setService("demo")
            .setArm("default")
            .setMetric(SeriesMetric.SERIES_METRIC_SHARING_LOSS_BYTES);
    var answer = efficiency.querySeries(asked.build());

    assertThat(answer.getPointsList()).hasSize(1);
    assertThat(answer.getPoints(0).getReadings()).isEqualTo(18 * 2 * 4);
    assertThat(answer.getPoints(0).getAt()).isEqualTo(second(1772366400));
    assertThat(answer.getStepSeconds()).isEqualTo(180);
    assertThat(answer.getArm()).isEqualTo("default");
    assertThat(answer.getSimulated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"60, 1772366400", "3600, 1772366400", "7200, 1772366400", "86400, 1772323200"})
  void querySeries_readsMinutesHoursOrDays_byItsStep(int stepSeconds, long at) {
    var answer =
        efficiency.querySeries(
            QuerySeriesRequest.newBuilder()
                .setService("demo")
                .setArm("frozen")
                .setMetric(SeriesMetric.SERIES_METRIC_PRIVATE_GROWTH_BYTES)
                .setRange(
                    TimeRange.newBuilder()
                        .setFrom(second(1772366400 - 86400))
                        .setTo(second(1772366460)))
                .setStepSeconds(stepSeconds)
                .build());

    assertThat(answer.getPointsList()).hasSize(1);
    assertThat(answer.getPoints(0).getAt()).isEqualTo(second(at));
    assertThat(answer.getPoints(0).getReadings()).isEqualTo(18 * 4);
  }

  @Test
  void querySeries_neverPoolsArms_andRefusesTooManyPoints() {
    var asked =
        QuerySeriesRequest.newBuilder()
            .setService("demo")
            .setMetric(SeriesMetric.SERIES_METRIC_RSS_BYTES);
    var year =
        TimeRange.newBuilder().setFrom(second(1772366400 - 31536000)).setTo(second(1772370000));

    assertRefused(() -> efficiency.querySeries(asked.clone().build()), "arm").contains("frozen");
    assertNotFound(() -> efficiency.querySeries(asked.clone().setArm("no").build()));
    assertRefused(
        () ->
            efficiency.querySeries(
                asked.clone().setArm("frozen").setRange(year).setStepSeconds(60).build()),
        "step_seconds");
    assertRefused(
        () -> efficiency.querySeries(asked.clone().setArm("frozen").setStepSeconds(61).build()),
        "step_seconds");
    assertRefused(
        () -> efficiency.querySeries(asked.clone().setArm("frozen").clearMetric().build()),
        "metric");
  }

  @Test
  void timesOutsideOfTheCalendar_areRefused() {
    var asked = GetSharingCurveRequest.newBuilder().setService("demo");
    for (long moment : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 400_000_000_000L}) {
      assertRefused(
          () ->
              efficiency.getSharingCurve(
                  asked.clone().setRange(TimeRange.newBuilder().setFrom(second(moment))).build()),
          "range.from");
    }
  }
}
