package dev.cowbell.api.server.app;

import dev.cowbell.api.server.call.PageTokens;
import dev.cowbell.api.server.database.StageRequests;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.decision.DecisionViews;
import dev.cowbell.api.server.efficiency.EfficiencyViews;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.ServiceChoice;
import dev.cowbell.api.server.history.HistoryViews;
import dev.cowbell.api.server.overview.FleetNow;
import dev.cowbell.api.server.overview.FleetSums;
import dev.cowbell.api.server.planning.Plans;
import dev.cowbell.api.server.recommendation.RecommendationViews;
import dev.cowbell.api.server.recommendation.StageDesk;
import dev.cowbell.api.server.recommendation.Watch;
import dev.cowbell.api.server.report.Reports;
import dev.cowbell.api.server.supply.FleetFacts;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
  StageRequests stageRequests(@io.quarkus.agroal.DataSource("stage") DataSource source) {
    return new StageRequests(source);
  }

  @Produces
  @Singleton
  StageDesk stageDesk(RecommendationViews recommendations, StageRequests requests) {
    return new StageDesk(recommendations, requests);
  }

  @Produces
  @Singleton
  Watch watch(
      RecommendationViews recommendations,
      @ConfigProperty(name = "cowbell.watch.look") Duration look,
      @ConfigProperty(name = "cowbell.watch.sign-of-life") Duration signOfLife) {
    return new Watch(recommendations, look, signOfLife);
  }

  /** Without a secret that replicas share, a token is good at one of them only. */
  @Produces
  @Singleton
  PageTokens tokens(@ConfigProperty(name = "cowbell.page-token-secret") Optional<String> secret) {
    return secret.map(PageTokens::sharing).orElseGet(PageTokens::ofThisProcess);
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
  DecisionViews decisions(Views views) {
    return new DecisionViews(views);
  }

  @Produces
  @Singleton
  FleetNow fleetNow(Reports reports, FleetViews fleet, Clock clock) {
    return new FleetNow(reports, fleet, clock);
  }

  @Produces
  @Singleton
  FleetSums fleetSums(
      Views views, FleetViews fleet, RecommendationViews recommendations, Clock clock) {
    return new FleetSums(views, fleet, recommendations, clock);
  }

  @Produces
  @Singleton
  FleetFacts facts(Views views, EfficiencyViews efficiency, Clock clock) {
    return new FleetFacts(views, efficiency, clock);
  }

  @Produces
  @Singleton
  HistoryViews history(Views views) {
    return new HistoryViews(views);
  }

  @Produces
  @Singleton
  Plans plans(FleetFacts facts) {
    return new Plans(facts);
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
      FleetFacts facts,
      HistoryViews history,
      DecisionViews decisions,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new Reports(
        fleet, efficiency, recommendations, facts, history, decisions, clock, version);
  }

  @Produces
  @Singleton
  RecommendationViews recommendations(Views views) {
    return new RecommendationViews(views);
  }
}
