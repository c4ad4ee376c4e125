package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.ingest.IngestProgress;
import dev.cowbell.aggregator.savings.Coefficients;
import dev.cowbell.aggregator.store.DayStore;
import dev.cowbell.aggregator.store.DecisionStore;
import dev.cowbell.aggregator.store.PostgresTickStore;
import dev.cowbell.aggregator.store.RolloutStore;
import dev.cowbell.aggregator.store.TickStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/** Makes the parts that know no framework. */
final class Assembly {

  @Produces
  @Singleton
  AggregatorSettings settings(Config config) {
    return AggregatorSettings.from(new Keys(name -> config.getOptionalValue(name, String.class)));
  }

  @Produces
  @Singleton
  TickStore tickStore(DataSource dataSource, AggregatorSettings settings) {
    return new PostgresTickStore(dataSource, settings.rawReadings());
  }

  @Produces
  @Singleton
  DecisionStore decisionStore(DataSource dataSource) {
    return new DecisionStore(dataSource);
  }

  @Produces
  @Singleton
  DayStore dayStore(DataSource dataSource) {
    return new DayStore(dataSource);
  }

  @Produces
  @Singleton
  Coefficients coefficients(AggregatorSettings settings) {
    return settings.coefficientsFile().map(CoefficientsFile::read).orElse(Coefficients.NONE);
  }

  @Produces
  @Singleton
  RolloutStore rolloutStore(DataSource dataSource) {
    return new RolloutStore(dataSource);
  }

  @Produces
  @Singleton
  IngestProgress ingestProgress(MeterRegistry registry) {
    return IngestMetrics.observed(registry);
  }
}
