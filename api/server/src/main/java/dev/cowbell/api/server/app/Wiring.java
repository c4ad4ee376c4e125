package dev.cowbell.api.server.app;

import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.efficiency.EfficiencyViews;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.ServiceChoice;
import dev.cowbell.api.server.history.HistoryViews;
import dev.cowbell.api.server.overview.FleetNow;
import dev.cowbell.api.server.recommendation.RecommendationViews;
import dev.cowbell.api.server.report.Reports;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds the parts, none of which knows the framework. */
final class Wiring {
  @Produces
  @Singleton
  Views views(DataSource source) {
    return new Views(source);
  }

  @Produces
  @Singleton
  FleetViews fleet(Views views) {
    return new FleetViews(views);
  }

  @Produces
  @Singleton
  ServiceChoice choice(FleetViews fleet) {
    return new ServiceChoice(fleet);
  }

  @Produces
  @Singleton
  EfficiencyViews efficiency(Views views) {
    return new EfficiencyViews(views);
  }

  @Produces
  @Singleton
  FleetNow fleetNow(Reports reports, FleetViews fleet, Clock clock) {
    return new FleetNow(reports, fleet, clock);
  }

  @Produces
  @Singleton
  HistoryViews history(Views views) {
    return new HistoryViews(views);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Reports reports(
      FleetViews fleet,
      EfficiencyViews efficiency,
      RecommendationViews recommendations,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new Reports(fleet, efficiency, recommendations, clock, version);
  }

  @Produces
  @Singleton
  RecommendationViews recommendations(Views views) {
    return new RecommendationViews(views);
  }
}
