package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import dev.cowbell.api.contract.v1.ArmSummary;
import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.ClassPlan;
import dev.cowbell.api.contract.v1.CompareArmsRequest;
import dev.cowbell.api.contract.v1.CompareArmsResponse;
import dev.cowbell.api.contract.v1.EfficiencyServiceGrpc;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.GetHostRequest;
import dev.cowbell.api.contract.v1.GetRecommendationRequest;
import dev.cowbell.api.contract.v1.GetSavingsRequest;
import dev.cowbell.api.contract.v1.GetSharingCurveRequest;
import dev.cowbell.api.contract.v1.Host;
import dev.cowbell.api.contract.v1.HostPrice;
import dev.cowbell.api.contract.v1.ListHardwareClassesRequest;
import dev.cowbell.api.contract.v1.ListHostsRequest;
import dev.cowbell.api.contract.v1.ListHostsResponse;
import dev.cowbell.api.contract.v1.ListRecommendationsRequest;
import dev.cowbell.api.contract.v1.ListServicesRequest;
import dev.cowbell.api.contract.v1.PlanCapacityRequest;
import dev.cowbell.api.contract.v1.QuerySeriesRequest;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import dev.cowbell.api.contract.v1.ReportFormat;
import dev.cowbell.api.contract.v1.SeriesMetric;
import dev.cowbell.api.contract.v1.ServiceSummary;
import dev.cowbell.api.contract.v1.SetStageRequest;
import dev.cowbell.api.contract.v1.SharingCurve;
import dev.cowbell.api.contract.v1.SharingPoint;
import dev.cowbell.api.contract.v1.TimeRange;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.contract.v1.WatchRecommendationsRequest;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class GrpcTest {
  private static final String ICE_LAKE = "Ice Lake-SP / 4 cores / 16 GiB";
  private static final String SANDY_BRIDGE = "Sandy Bridge-EP / 32 cores / 32 GiB";

  @TestHTTPResource URI server = URI.create("http://injected.invalid");
  Channel channel;
  FleetServiceGrpc.FleetServiceBlockingStub fleet;
  EfficiencyServiceGrpc.EfficiencyServiceBlockingStub efficiency;
  RecommendationServiceGrpc.RecommendationServiceBlockingStub recommendations;

  @BeforeEach
  void connect() {
    channel = Channel.to(server);
    fleet = FleetServiceGrpc.newBlockingStub(channel.grpc());
    efficiency = EfficiencyServiceGrpc.newBlockingStub(channel.grpc());
    recommendations = RecommendationServiceGrpc.newBlockingStub(channel.grpc());
  }

  @AfterEach
  void disconnect() {
    channel.close();
  }

  @Test
  void health_ofTheWholeServer_isServing() {
    var health = HealthGrpc.newBlockingStub(channel.grpc());
    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void reflection_namesTheServices() throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    var asking = ServerReflectionGrpc.newStub(channel.grpc()).serverReflectionInfo(into(answer));
    asking.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

    assertThat(answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .contains(
            "cowbell.v1.FleetService",
            "cowbell.v1.EfficiencyService",
            "cowbell.v1.RecommendationService",
            "cowbell.v1.CapacityService");
    asking.onCompleted();
  }

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

  @Test
  void getHost_hasFamiliesWithTheirWorkers() {
    var answer = fleet.getHost(GetHostRequest.newBuilder().setHostId("host-a").build());

    assertThat(answer.getHost().getLabelsMap()).containsEntry("zone", "a");
    assertThat(answer.getHost().getHardwareClass().getGeneration()).isEqualTo("Ice Lake-SP");
    assertThat(answer.getFamiliesList()).hasSize(6);
    assertThat(answer.getFamiliesList())
        .filteredOn(f -> f.getService().equals("demo"))
        .allSatisfy(f -> assertThat(f.getWorkersList()).hasSize(4))
        .extracting(f -> f.getPolicy().getPolicy().getName())
        .containsExactly("default", "frozen", "frozen+threshold-50000", "threshold-0");
  }

  @Test
  void getHost_thatNeverTicked_hasNoAvailableMemoryAndSaysSo() {
    Host host = fleet.getHost(GetHostRequest.newBuilder().setHostId("host-d").build()).getHost();

    assertThat(host.hasLastTickAt()).isFalse();
    assertThat(host.getAvailableBytes().getUnavailable().getReason())
        .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ);
  }

  @Test
  void getHost_thatIsUnknownOrUnnamed_isRefused() {
    assertNotFound(() -> fleet.getHost(GetHostRequest.newBuilder().setHostId("x").build()));
    assertRefused(() -> fleet.getHost(GetHostRequest.getDefaultInstance()), "host_id");
    assertRefused(
        () -> fleet.getHost(GetHostRequest.newBuilder().setHostId("a\0b").build()), "host_id");
  }

  @Test
  void listHosts_page_byPage_findsEachHostOnce() {
    var asked = ListHostsRequest.newBuilder().setPageSize(3);
    ListHostsResponse first = fleet.listHosts(asked.build());
    ListHostsResponse second =
        fleet.listHosts(asked.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getHostsList())
        .extracting(Host::getHostId)
        .containsExactly("host-a", "host-b", "host-c");
    assertThat(second.getHostsList()).extracting(Host::getHostId).containsExactly("host-d");
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void lists_refuseBadSizesAndForeignTokens() {
    String token =
        fleet.listHosts(ListHostsRequest.newBuilder().setPageSize(1).build()).getNextPageToken();

    assertRefused(
        () -> fleet.listHosts(ListHostsRequest.newBuilder().setPageSize(-1).build()), "page_size");
    assertRefused(
        () -> fleet.listHosts(ListHostsRequest.newBuilder().setPageToken("%%").build()),
        "page_token");
    assertRefused(
        () -> fleet.listServices(ListServicesRequest.newBuilder().setPageToken(token).build()),
        "page_token");
  }

  @Test
  void listServices_hasArmsHostsAndWorkers() {
    var services = fleet.listServices(ListServicesRequest.newBuilder().setPageSize(5000).build());

    assertThat(services.getServicesList())
        .extracting(ServiceSummary::getName)
        .contains("demo", "idle", "locked", "shop");
    ServiceSummary shop =
        services.getServicesList().stream()
            .filter(s -> s.getName().equals("shop"))
            .findFirst()
            .orElseThrow();
    assertThat(shop.getArmsList()).containsExactly("default");
    assertThat(shop.getHostCount()).isEqualTo(3);
    assertThat(shop.getWorkerCount()).isEqualTo(6);
    assertThat(shop.getSimulated()).isTrue();
  }

  @Test
  void listHardwareClasses_countsHosts() {
    var classes = fleet.listHardwareClasses(ListHardwareClassesRequest.getDefaultInstance());

    assertThat(classes.getHardwareClassesList())
        .extracting(c -> c.getName() + ": " + c.getHostCount())
        .containsExactly(ICE_LAKE + ": 2", SANDY_BRIDGE + ": 2");
  }

  @Test
  void listRecommendations_pagesAndFilters() {
    var asked = ListRecommendationsRequest.newBuilder().setPageSize(2);
    var first = recommendations.listRecommendations(asked.build());
    var second =
        recommendations.listRecommendations(asked.setPageToken(first.getNextPageToken()).build());
    var ofShop =
        recommendations.listRecommendations(
            ListRecommendationsRequest.newBuilder().setService("shop").build());

    assertThat(first.getRecommendationsList())
        .extracting(Recommendation::getId)
        .containsExactly(
            "demo|" + ICE_LAKE + "|GC_POLICY", "demo|" + ICE_LAKE + "|WORKER_RSS_LIMIT");
    assertThat(first.getRecommendations(1).hasInsufficient()).isTrue();
    assertThat(second.getRecommendationsList()).hasSize(1);
    assertThat(ofShop.getRecommendations(0).getLimit().getUssLimitBytes()).isEqualTo(200L << 20);
    assertRefused(
        () -> recommendations.listRecommendations(asked.setService("shop").build()), "page_token");
  }

  @Test
  void getRecommendation_byIdInEitherSpelling_isFound() {
    assertThat(recommendation("demo|" + ICE_LAKE + "|GC_POLICY").get().getSummary())
        .startsWith("Freeze");
    assertThat(recommendation("demo|" + ICE_LAKE + "|RECOMMENDATION_KIND_GC_POLICY").get().getId())
        .isEqualTo("demo|" + ICE_LAKE + "|GC_POLICY");
    assertNotFound(() -> recommendation("demo|x|GC_POLICY").get());
    assertRefused(() -> recommendation("demo").get(), "id");
    assertRefused(() -> recommendation("demo|x|NONSENSE").get(), "id");
  }

  @Test
  void lists_filterAndSort() {
    var hosts =
        fleet.listHosts(
            ListHostsRequest.newBuilder()
                .setFilter("generation = \"Sandy Bridge-EP\" OR labels.zone = a")
                .setOrderBy("simulated desc, hostname desc")
                .build());
    var services =
        fleet.listServices(
            ListServicesRequest.newBuilder()
                .setFilter("worker_count >= 4 AND NOT name = locked")
                .setOrderBy("worker_count desc")
                .build());

    assertThat(hosts.getHostsList())
        .extracting(Host::getHostId)
        .containsExactly("host-c", "host-b", "host-a");
    assertThat(services.getServicesList())
        .extracting(ServiceSummary::getName)
        .containsExactly("demo", "shop");
  }

  @Test
  void lists_pageThroughAnyOrder_withATokenGoodForThatOrderOnly() {
    var asked = ListHostsRequest.newBuilder().setPageSize(1).setOrderBy("memory_bytes desc");
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      var page = fleet.listHosts(asked.setPageToken(token).build());
      page.getHostsList().forEach(host -> found.add(host.getHostId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    String first = fleet.listHosts(asked.setPageToken("").build()).getNextPageToken();

    assertThat(found).containsExactly("host-b", "host-c", "host-a", "host-d");
    assertRefused(
        () -> fleet.listHosts(asked.setPageToken(first).setOrderBy("memory_bytes").build()),
        "page_token");
    assertRefused(
        () -> fleet.listHosts(asked.setFilter("cores = 4").setOrderBy("memory_bytes desc").build()),
        "page_token");
  }

  @Test
  void listRecommendations_filtersByKind() {
    var answer =
        recommendations.listRecommendations(
            ListRecommendationsRequest.newBuilder()
                .setFilter("kind = GC_POLICY AND computed_at > \"2026-01-01T00:00:00Z\"")
                .build());

    assertThat(answer.getRecommendationsList())
        .extracting(Recommendation::getId)
        .containsExactly("demo|" + ICE_LAKE + "|GC_POLICY");
  }

  @Test
  void filters_thatAreAttacks_findNothingOrAreRefused() {
    for (String attack :
        List.of("x' OR '1'='1", "'; DROP TABLE host; --", "%", "\\", "$1", "?", "a\"b")) {
      String quoted = attack.replace("\\", "\\\\").replace("\"", "\\\"");
      assertThat(
              fleet
                  .listHosts(
                      ListHostsRequest.newBuilder()
                          .setFilter(
                              "hostname = \"%1$s\" OR labels.zone : \"%1$s\"".formatted(quoted))
                          .build())
                  .getHostsList())
          .isEmpty();
    }
    assertRefused(
        () ->
            fleet.listHosts(
                ListHostsRequest.newBuilder().setOrderBy("hostname; DROP TABLE host").build()),
        "order_by");
    assertThat(fleet.listHosts(ListHostsRequest.getDefaultInstance()).getHostsList()).hasSize(4);
  }

  @Test
  void setStage_whileNobodyIsAskedWhoTheyAre_isDenied() {
    assertStatus(
            () -> recommendations.setStage(SetStageRequest.getDefaultInstance()),
            Status.Code.PERMISSION_DENIED)
        .contains("operators");
  }

  @Test
  void watchRecommendations_sendsWhatThereIs_andResumesBehindIt() {
    var all =
        recommendations.watchRecommendations(WatchRecommendationsRequest.getDefaultInstance());
    List<String> ids = new ArrayList<>();
    String resumeToken = "";
    for (int i = 0; i < 3; i++) {
      var change = all.next();
      ids.add(change.getRecommendation().getId());
      resumeToken = change.getResumeToken();
    }

    assertThat(ids)
        .containsExactlyInAnyOrder(
            "demo|" + ICE_LAKE + "|GC_POLICY",
            "demo|" + ICE_LAKE + "|WORKER_RSS_LIMIT",
            "shop|" + SANDY_BRIDGE + "|WORKER_RSS_LIMIT");
    String token = resumeToken;
    assertRefused(
        () ->
            recommendations
                .watchRecommendations(
                    WatchRecommendationsRequest.newBuilder()
                        .setService("demo")
                        .setResumeToken(token)
                        .build())
                .next(),
        "resume_token");
    assertThat(
            recommendations
                .watchRecommendations(
                    WatchRecommendationsRequest.newBuilder().setResumeToken(token).build())
                .next()
                .getResumeToken())
        .isEqualTo(token);
  }

  @Test
  void planCapacity_ofTheFleetAsItIs_saysWhatBinds() {
    var capacity = CapacityServiceGrpc.newBlockingStub(channel.grpc());
    var plan =
        capacity.planCapacity(
            PlanCapacityRequest.newBuilder()
                .setHorizonMonths(24)
                .setMonthlyGrowth(0.1)
                .setHeadroom(0.1)
                .addHostPrices(
                    HostPrice.newBuilder()
                        .setHardwareClass(ICE_LAKE)
                        .setMonthlyPrice(100)
                        .setCurrency("EUR")
                        .setSource("price list of the test"))
                .build());

    assertThat(plan.getMonthsList()).hasSize(2 * 25);
    assertThat(plan.getSimulated()).isTrue();
    assertThat(plan.getSummary()).isNotEmpty();
    ClassPlan iceLake = plan.getClasses(0);
    assertThat(iceLake.getHardwareClass()).isEqualTo(ICE_LAKE);
    assertThat(iceLake.getHosts()).isEqualTo(2);
    assertThat(iceLake.getMonthlyCost().getMoney().getAmount())
        .isEqualTo(100.0 * iceLake.getHostsToBuy());
    assertThat(plan.getMonths(0).getNeededBytes()).isEqualTo((428 + 271 + 175 + 185) * 1048576.0);
    assertThat(plan.getMonths(1).getNeededBytes() / plan.getMonths(0).getNeededBytes())
        .isCloseTo(1.1, offset(1e-9));
    assertThat(plan.getClasses(1).getMonthlyCost().getUnavailable().getDetail()).contains("price");
  }

  @Test
  void planCapacity_refusesWhatCannotBeMeant_byField() {
    var capacity = CapacityServiceGrpc.newBlockingStub(channel.grpc());
    var asked = PlanCapacityRequest.newBuilder();

    assertRefused(
        () -> capacity.planCapacity(asked.clone().setHorizonMonths(61).build()), "horizon_months");
    assertRefused(
        () -> capacity.planCapacity(asked.clone().setMonthlyGrowth(Double.NaN).build()),
        "monthly_growth");
    assertRefused(() -> capacity.planCapacity(asked.clone().setHeadroom(0.95).build()), "headroom");
    assertRefused(
        () ->
            capacity.planCapacity(
                asked
                    .clone()
                    .addHostPrices(HostPrice.newBuilder().setHardwareClass(ICE_LAKE))
                    .build()),
        "host_prices[0].source");
    assertNotFound(() -> capacity.planCapacity(asked.clone().addServices("no").build()));
    assertNotFound(() -> capacity.planCapacity(asked.clone().setArm("no").build()));
  }

  @Test
  void exportReport_refusesWhatIsNotThereAndInvertedRanges() {
    var capacity = CapacityServiceGrpc.newBlockingStub(channel.grpc());
    var asked = ExportReportRequest.newBuilder().setService("demo");
    var inverted = TimeRange.newBuilder().setFrom(second(9)).setTo(second(8));

    assertRefused(
        () -> capacity.exportReport(asked.clone().setFormatValue(77).build()).next(), "format");
    assertRefused(
        () -> capacity.exportReport(asked.clone().setRange(inverted).build()).next(), "range");
    assertStatus(
        () -> capacity.exportReport(asked.clone().setService("nobody").build()).next(),
        Status.Code.NOT_FOUND);
    assertStatus(
        () -> capacity.exportReport(asked.clone().setHardwareClass("none").build()).next(),
        Status.Code.NOT_FOUND);
  }

  @Test
  void exportReport_withoutAService_isOnTheFleet() {
    var capacity = CapacityServiceGrpc.newBlockingStub(channel.grpc());
    var asked =
        ExportReportRequest.newBuilder().setFormat(ReportFormat.REPORT_FORMAT_FOCUS_CSV).build();

    assertThat(capacity.exportReport(asked).next().getChunk().toStringUtf8())
        .startsWith("AvailabilityZone,BilledCost")
        .contains("demo", "shop");
  }

  private static <T> StreamObserver<T> into(CompletableFuture<T> first) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        first.complete(value);
      }

      @Override
      public void onError(Throwable failure) {
        first.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {}
    };
  }

  private Supplier<Recommendation> recommendation(String id) {
    return () ->
        recommendations
            .getRecommendation(GetRecommendationRequest.newBuilder().setId(id).build())
            .getRecommendation();
  }

  private static com.google.protobuf.Timestamp second(long epochSecond) {
    return com.google.protobuf.Timestamp.newBuilder().setSeconds(epochSecond).build();
  }

  private static Offset<Double> offset(double value) {
    return Offset.offset(value);
  }

  private static void assertNotFound(ThrowingCallable call) {
    assertStatus(call, Status.Code.NOT_FOUND);
  }

  private static AbstractStringAssert<?> assertStatus(ThrowingCallable call, Status.Code code) {
    var refused = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refused.getStatus().getCode()).isEqualTo(code);
    return assertThat(refused.getStatus().getDescription());
  }

  /** INVALID_ARGUMENT whose details name the field. */
  private static AbstractStringAssert<?> assertRefused(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> assertThat(violation(refused).getField()).isEqualTo(field));
    return assertStatus(call, Status.Code.INVALID_ARGUMENT);
  }

  private static BadRequest.FieldViolation violation(StatusRuntimeException refused) {
    var status = Objects.requireNonNull(StatusProto.fromThrowable(refused));
    Any detail = status.getDetails(0);
    try {
      return detail.unpack(BadRequest.class).getFieldViolations(0);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the detail is no BadRequest", e);
    }
  }
}
