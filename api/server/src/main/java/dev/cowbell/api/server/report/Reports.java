package dev.cowbell.api.server.report;

import dev.cowbell.api.server.efficiency.ArmComparison;
import dev.cowbell.api.server.efficiency.EfficiencyViews;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.ServiceChoice;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.recommendation.RecommendationViews;
import java.time.Clock;

/** Gathers what a report shows. */
public final class Reports {
  private final FleetViews fleet;
  private final EfficiencyViews efficiency;
  private final RecommendationViews recommendations;
  private final Clock clock;
  private final String version;

  public Reports(
      FleetViews fleet,
      EfficiencyViews efficiency,
      RecommendationViews recommendations,
      Clock clock,
      String version) {
    this.fleet = fleet;
    this.efficiency = efficiency;
    this.recommendations = recommendations;
    this.clock = clock;
    this.version = version;
  }

  /**
   * The report on a service, its curve from the last day of readings.
   *
   * @param hardwareClass may be empty where the service runs on one class only
   */
  public ServiceReport of(String service, String hardwareClass) {
    ServiceOnClass scope = new ServiceChoice(fleet).of(service, hardwareClass);
    return of(scope, efficiency.lastDay(scope));
  }

  /** The same, its curve from readings taken within a span. */
  public ServiceReport of(String service, String hardwareClass, Span span) {
    return of(new ServiceChoice(fleet).of(service, hardwareClass), span);
  }

  private ServiceReport of(ServiceOnClass scope, Span span) {
    return new ServiceReport(
        scope,
        fleet.hosts(scope),
        ArmComparison.of(fleet.families(scope), fleet.workers(scope)),
        span,
        efficiency.curves(scope, span),
        efficiency.savings(scope.service(), scope.hardwareClass()),
        recommendations.of(scope),
        clock.instant(),
        version);
  }
}
