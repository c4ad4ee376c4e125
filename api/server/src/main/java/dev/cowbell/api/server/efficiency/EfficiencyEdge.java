package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.contract.v1.CompareArmsRequest;
import dev.cowbell.api.contract.v1.CompareArmsResponse;
import dev.cowbell.api.contract.v1.EfficiencyServiceGrpc;
import dev.cowbell.api.contract.v1.GetSavingsRequest;
import dev.cowbell.api.contract.v1.GetSavingsResponse;
import dev.cowbell.api.contract.v1.GetSharingCurveRequest;
import dev.cowbell.api.contract.v1.GetSharingCurveResponse;
import dev.cowbell.api.contract.v1.QuerySeriesRequest;
import dev.cowbell.api.contract.v1.QuerySeriesResponse;
import dev.cowbell.api.server.call.Answer;
import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.call.PageTokens;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.ServiceChoice;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.listing.ListRequest;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.List;

/** {@code cowbell.v1.EfficiencyService}. */
@GrpcService
public class EfficiencyEdge extends EfficiencyServiceGrpc.EfficiencyServiceImplBase {
  private static final int MOST_SAVINGS = 1000;

  private final FleetViews fleet;
  private final EfficiencyViews efficiency;
  private final ServiceChoice choice;
  private final PageTokens tokens;

  EfficiencyEdge(
      FleetViews fleet, EfficiencyViews efficiency, ServiceChoice choice, PageTokens tokens) {
    this.fleet = fleet;
    this.efficiency = efficiency;
    this.choice = choice;
    this.tokens = tokens;
  }

  @Override
  public void getSharingCurve(
      GetSharingCurveRequest asked, StreamObserver<GetSharingCurveResponse> caller) {
    Answer.one(
        caller,
        () -> {
          Span span = Span.of(asked.getRange());
          ServiceOnClass scope =
              new ServiceOnClass(
                  Asked.required("service", asked.getService()),
                  Asked.optional("hardware_class", asked.getHardwareClass()));
          SharingCurves curves = efficiency.curves(scope, span);
          if (curves.curves().isEmpty()) { // Only then: what is asked for nearly always exists.
            scope = choice.of(asked.getService(), asked.getHardwareClass());
            curves = efficiency.curves(scope, span);
          }
          return GetSharingCurveResponse.newBuilder()
              .setService(scope.service())
              .setHardwareClass(scope.hardwareClass())
              .addAllCurves(curves.curves().stream().map(EfficiencyMessages::curve).toList())
              .setSimulated(curves.simulated())
              .build();
        });
  }

  @Override
  public void compareArms(CompareArmsRequest asked, StreamObserver<CompareArmsResponse> caller) {
    Answer.one(
        caller,
        () -> {
          ServiceOnClass scope = choice.of(asked.getService(), asked.getHardwareClass());
          List<Arm> arms = ArmComparison.of(fleet.families(scope), fleet.workers(scope));
          return CompareArmsResponse.newBuilder()
              .setService(scope.service())
              .setHardwareClass(scope.hardwareClass())
              .addAllArms(arms.stream().map(EfficiencyMessages::arm).toList())
              .setSimulated(arms.stream().anyMatch(Arm::simulated))
              .build();
        });
  }

  @Override
  public void getSavings(GetSavingsRequest asked, StreamObserver<GetSavingsResponse> caller) {
    Answer.one(
        caller,
        () -> {
          String service = Asked.optional("service", asked.getService());
          String hardwareClass = Asked.optional("hardware_class", asked.getHardwareClass());
          ListRequest request =
              ListRequest.of(
                  Saving.LISTING,
                  new ListRequest.Asked(
                      asked.getPageSize() == 0 ? MOST_SAVINGS : asked.getPageSize(),
                      asked.getPageToken(),
                      "",
                      ""),
                  tokens,
                  service,
                  hardwareClass);
          Page<Saving> page = efficiency.savings(service, hardwareClass, request);
          if (page.rows().isEmpty()) {
            choice.filter(service);
          }
          return GetSavingsResponse.newBuilder()
              .addAllSavings(page.rows().stream().map(EfficiencyMessages::saving).toList())
              .setNextPageToken(page.nextToken())
              .build();
        });
  }

  @Override
  public void querySeries(QuerySeriesRequest asked, StreamObserver<QuerySeriesResponse> caller) {
    Answer.one(
        caller,
        () -> {
          Span range = Span.of(asked.getRange());
          ServiceOnClass scope = choice.of(asked.getService(), asked.getHardwareClass());
          Span span = efficiency.lastDayWithin(scope, range);
          SeriesQuery query =
              new SeriesQuery(
                  scope,
                  arm(scope, Asked.optional("arm", asked.getArm()), span),
                  span,
                  asked.getMetric(),
                  SeriesQuery.step(Integer.toUnsignedLong(asked.getStepSeconds()), span));
          return EfficiencyMessages.series(query, efficiency.series(query));
        });
  }

  private String arm(ServiceOnClass scope, String asked, Span span) {
    List<String> arms = efficiency.arms(scope, span);
    if (!asked.isEmpty() && arms.contains(asked)) {
      return asked;
    }
    if (!asked.isEmpty() || arms.isEmpty()) {
      throw Refusal.notFound(
          "nothing was read of this arm within the range; arms that were: "
              + String.join(", ", arms));
    }
    if (arms.size() > 1) {
      throw Refusal.invalid(
          "arm",
          "arm is required: several were read, and they are never pooled: "
              + String.join(", ", arms));
    }
    return arms.getFirst();
  }
}
