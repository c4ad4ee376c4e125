package dev.cowbell.api.server.overview;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.HostCounts;
import dev.cowbell.api.server.fleet.PolicyUndone;
import dev.cowbell.api.server.recommendation.RecommendationViews;
import java.time.Clock;
import java.util.List;

/**
 * The fleet as Prometheus is told of it. The database adds it up, since it is read all the time,
 * whether anybody looks or not.
 */
public final class FleetSums {
  /** More would make more series than a Prometheus should be given unasked. */
  private static final int MOST_ARMS = 1_500;

  private static final int MOST_RECOMMENDATIONS = 2_000;

  private final Views views;
  private final FleetViews fleet;
  private final RecommendationViews recommendations;
  private final Clock clock;

  /**
   * What it came to.
   *
   * @param arms at most 1,500, by service, class and name
   * @param advice at most 2,000, by service and class
   * @param undone families whose collector policy is not what their arm says
   */
  public record Sums(
      List<ArmSum> arms,
      List<Recommendation> advice,
      List<PolicyUndone> undone,
      HostCounts hosts) {}

  public FleetSums(
      Views views, FleetViews fleet, RecommendationViews recommendations, Clock clock) {
    this.views = views;
    this.fleet = fleet;
    this.recommendations = recommendations;
    this.clock = clock;
  }

  /** Reads it. */
  public Sums read() {
    return new Sums(
        views.list(Query.of(ArmSum.FIRST, MOST_ARMS), ArmSum::read),
        recommendations.first(MOST_RECOMMENDATIONS),
        fleet.policiesUndone(),
        fleet.hostCounts(clock.instant().minus(FleetNow.SILENT)));
  }
}
