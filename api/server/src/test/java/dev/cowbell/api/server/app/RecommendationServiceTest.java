package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.GetRecommendationRequest;
import dev.cowbell.api.contract.v1.ListRecommendationsRequest;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.SetStageRequest;
import dev.cowbell.api.contract.v1.WatchRecommendationsRequest;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Recommendations and their stages, asked for over gRPC. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class RecommendationServiceTest extends GrpcKit {

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

  private Supplier<Recommendation> recommendation(String id) {
    return () ->
        recommendations
            .getRecommendation(GetRecommendationRequest.newBuilder().setId(id).build())
            .getRecommendation();
  }
}
