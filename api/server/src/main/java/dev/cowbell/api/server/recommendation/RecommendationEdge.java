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
import dev.cowbell.api.server.call.PageTokens;
import dev.cowbell.api.server.fleet.ServiceChoice;
import dev.cowbell.api.server.listing.ListRequest;
import dev.cowbell.api.server.security.Caller;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** {@code cowbell.v1.RecommendationService}. */
@GrpcService
public class RecommendationEdge extends RecommendationServiceGrpc.RecommendationServiceImplBase {
  private final RecommendationViews recommendations;
  private final ServiceChoice choice;
  private final PageTokens tokens;
  private final Watch watch;
  private final StageDesk stages;

  RecommendationEdge(
      RecommendationViews recommendations,
      ServiceChoice choice,
      PageTokens tokens,
      Watch watch,
      StageDesk stages) {
    this.recommendations = recommendations;
    this.choice = choice;
    this.tokens = tokens;
    this.watch = watch;
    this.stages = stages;
  }

  @Override
  public void listRecommendations(
      ListRecommendationsRequest asked, StreamObserver<ListRecommendationsResponse> caller) {
    Answer.one(
        caller,
        () -> {
          String hardwareClass = Asked.optional("hardware_class", asked.getHardwareClass());
          String service = Asked.optional("service", asked.getService());
          var found =
              recommendations.list(
                  service,
                  hardwareClass,
                  ListRequest.of(
                      StoredRecommendation.LISTING,
                      new ListRequest.Asked(
                          asked.getPageSize(),
                          asked.getPageToken(),
                          asked.getFilter(),
                          asked.getOrderBy()),
                      tokens,
                      service,
                      hardwareClass));
          if (found.rows().isEmpty()) {
            choice.filter(service);
          }
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
        () -> {
          StoredRecommendation found = recommendations.stored(Asked.required("id", asked.getId()));
          return GetRecommendationResponse.newBuilder()
              .setRecommendation(found.recommendation())
              .addAllStageRequests(recommendations.stageRequests(found))
              .build();
        });
  }

  @Override
  public void watchRecommendations(
      WatchRecommendationsRequest asked, StreamObserver<WatchRecommendationsResponse> caller) {
    Answer.live(
        caller,
        (send, patience) -> {
          String service = choice.filter(asked.getService());
          WatchToken token = new WatchToken(tokens, service);
          watch.send(service, token, token.read(asked.getResumeToken()), send, patience);
        });
  }

  @Override
  public void setStage(SetStageRequest asked, StreamObserver<SetStageResponse> caller) {
    Answer.one(
        caller,
        () -> {
          Caller operator = Caller.current().operator();
          return stages.take(asked, operator.name(), operator.address());
        });
  }
}
