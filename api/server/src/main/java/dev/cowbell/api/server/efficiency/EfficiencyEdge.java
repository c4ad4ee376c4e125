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
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.ServiceChoice;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.List;

/** {@code cowbell.v1.EfficiencyService}. */
@GrpcService
public class EfficiencyEdge extends EfficiencyServiceGrpc.EfficiencyServiceImplBase {
  private final FleetViews fleet;
  private final EfficiencyViews efficiency;
  private final ServiceChoice choice;

  EfficiencyEdge(FleetViews fleet, EfficiencyViews efficiency, ServiceChoice choice) {
    this.fleet = fleet;
    this.efficiency = efficiency;
    this.choice = choice;
  }

  @Override
  public void getSharingCurve(
      GetSharingCurveRequest asked, StreamObserver<GetSharingCurveResponse> caller) {
    Answer.one(
        caller,
        () -> {
          Span span = Span.of(asked.getRange());
          ServiceOnClass scope = choice.of(asked.getService(), asked.getHardwareClass());
          SharingCurves curves = efficiency.curves(scope, span);
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
          String service = choice.filter(asked.getService());
          String hardwareClass = Asked.optional("hardware_class", asked.getHardwareClass());
          return GetSavingsResponse.newBuilder()
              .addAllSavings(
                  efficiency.savings(service, hardwareClass).stream()
                      .map(EfficiencyMessages::saving)
                      .toList())
              .build();
        });
  }

  @Override
  public void querySeries(QuerySeriesRequest asked, StreamObserver<QuerySeriesResponse> caller) {
    Answer.one(
        caller,
        () -> {
          throw Refusal.notYet(
              "QuerySeries is not answered by this version yet; GetSharingCurve with successive"
                  + " ranges gives the same figures over time");
        });
  }
}
