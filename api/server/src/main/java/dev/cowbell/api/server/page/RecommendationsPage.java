package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.decision.DecisionViews;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.overview.FleetNow;
import dev.cowbell.api.server.recommendation.RecommendationViews;
import dev.cowbell.api.server.report.AdviceCard;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /recommendations} and {@code /recommendations/ID}: what is advised, and why. */
@Path("/recommendations")
@RunOnVirtualThread
public class RecommendationsPage {
  private static final int MOST_ROWS = 60;

  private final RecommendationViews recommendations;
  private final FleetNow fleet;
  private final DecisionViews decisions;
  private final String version;

  RecommendationsPage(
      RecommendationViews recommendations,
      FleetNow fleet,
      DecisionViews decisions,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.recommendations = recommendations;
    this.fleet = fleet;
    this.decisions = decisions;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String all() {
    List<StageTrack> tracks =
        fleet.snapshot().report().sections().stream()
            .flatMap(section -> section.recommendations().stream())
            .map(StageTrack::of)
            .toList();
    List<StageTrack> given = tracks.stream().filter(track -> !track.lacking()).toList();
    List<StageTrack> lacking = tracks.stream().filter(StageTrack::lacking).toList();
    return Templates.recommendations(
            given.stream().limit(MOST_ROWS).toList(),
            lacking.stream().limit(MOST_ROWS).toList(),
            Math.max(0, given.size() - MOST_ROWS) + Math.max(0, lacking.size() - MOST_ROWS),
            tracks.stream().anyMatch(StageTrack::simulated),
            version)
        .render();
  }

  @GET
  @Path("/{id:.+}")
  @Produces(Html.TYPE)
  public String one(@RestPath String id) {
    Recommendation advice = recommendations.get(Asked.required("id", id));
    var scope = new ServiceOnClass(advice.getService(), advice.getHardwareClass());
    return Templates.recommendation(
            AdviceCard.of(advice),
            StageTrack.of(advice),
            Links.service(scope),
            Links.hardwareClass(scope.hardwareClass()),
            decisions.moves(scope.service(), StageTrack.generation(scope.hardwareClass())).stream()
                .map(MoveRow::of)
                .toList(),
            decisions.reloads(scope).stream().map(ReloadRow::of).toList(),
            advice.hasPolicy() ? Links.experiment(scope, advice.getPolicy().getTreatment()) : "",
            version)
        .render();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance recommendations(
        List<StageTrack> given,
        List<StageTrack> lacking,
        int more,
        boolean simulated,
        String version);

    static native TemplateInstance recommendation(
        AdviceCard card,
        StageTrack track,
        String service,
        String hardwareClass,
        List<MoveRow> moves,
        List<ReloadRow> reloads,
        String experiment,
        String version);
  }
}
