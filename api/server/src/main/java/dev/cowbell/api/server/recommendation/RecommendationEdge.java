package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.contract.v1.GetRecommendationRequest;
import dev.cowbell.api.contract.v1.GetRecommendationResponse;
import dev.cowbell.api.contract.v1.ListRecommendationsRequest;
import dev.cowbell.api.contract.v1.ListRecommendationsResponse;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import dev.cowbell.api.contract.v1.SetStageRequest;
import dev.cowbell.api.contract.v1.SetStageResponse;
import dev.cowbell.api.contract.v1.WatchRecommendationsRequest;
import dev.cowbell.api.contract.v1.WatchRecommendationsResponse;
import dev.cowbell.api.server.call.Answer;
import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.call.PageRequest;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.fleet.ServiceChoice;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** {@code cowbell.v1.RecommendationService}. */
@GrpcService
public class RecommendationEdge extends RecommendationServiceGrpc.RecommendationServiceImplBase {
  private final RecommendationViews recommendations;
  private final ServiceChoice choice;

  RecommendationEdge(RecommendationViews recommendations, ServiceChoice choice) {
    this.recommendations = recommendations;
    this.choice = choice;
  }

  @Override
  public void listRecommendations(
      ListRecommendationsRequest asked, StreamObserver<ListRecommendationsResponse> caller) {
    Answer.one(
        caller,
        () -> {
          String hardwareClass = Asked.optional("hardware_class", asked.getHardwareClass());
          String scope = "recommendations\0" + asked.getService() + "\0" + hardwareClass;
          var page = PageRequest.of(scope, asked.getPageSize(), asked.getPageToken(), 3);
          var found = recommendations.list(choice.filter(asked.getService()), hardwareClass, page);
          return ListRecommendationsResponse.newBuilder()
              .addAllRecommendations(found.rows())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void getRecommendation(
      GetRecommendationRequest asked, StreamObserver<GetRecommendationResponse> caller) {
    Answer.one(
        caller,
        () ->
            GetRecommendationResponse.newBuilder()
                .setRecommendation(recommendations.get(Asked.required("id", asked.getId())))
                .build());
  }

  @Override
  public void watchRecommendations(
      WatchRecommendationsRequest asked, StreamObserver<WatchRecommendationsResponse> caller) {
    Answer.one(
        caller,
        () -> {
          throw Refusal.notYet(
              "WatchRecommendations is not answered by this version yet; call ListRecommendations"
                  + " from time to time instead");
        });
  }

  @Override
  public void setStage(SetStageRequest asked, StreamObserver<SetStageResponse> caller) {
    Answer.one(
        caller,
        () -> {
          throw Refusal.notYet(
              "SetStage is not answered by this version yet: stages are not rolled out;"
                  + " GetRecommendation shows where a recommendation stands");
        });
  }
}
