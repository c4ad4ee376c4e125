package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.savings.Coefficients;
import dev.cowbell.aggregator.store.DayDecisions;
import dev.cowbell.aggregator.store.DayStore;
import dev.cowbell.aggregator.store.DecisionStore;
import dev.cowbell.aggregator.store.StoreUnavailableException;
import dev.cowbell.aggregator.wholeday.DayPass;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Decides anew every COWBELL_DECISION_INTERVAL, on whole days and on the evidence of the last day
 * by the time of ticks. Of several instances one decides at a time.
 */
@Singleton
final class DecisionJob {

  private static final Logger LOG = System.getLogger(DecisionJob.class.getName());
  private static final Duration WINDOW = Duration.ofHours(24);

  private final AggregatorSettings settings;
  private final DecisionStore store;
  private final DayStore wholeDays;
  private final Coefficients coefficients;
  private final Scheduler scheduler;
  private final Timer timer;

  @Inject
  DecisionJob(
      AggregatorSettings settings,
      DecisionStore store,
      DayStore wholeDays,
      Coefficients coefficients,
      Scheduler scheduler,
      MeterRegistry registry) {
    this.settings = settings;
    this.store = store;
    this.wholeDays = wholeDays;
    this.coefficients = coefficients;
    this.scheduler = scheduler;
    this.timer =
        Timer.builder("cowbell.decisions.pass")
            .description("Decision passes, those left to another instance included")
            .register(registry);
  }

  void start(@Observes StartupEvent event) {
    scheduler
        .newJob("decisions")
        .setInterval(settings.decisionInterval().toString())
        .setConcurrentExecution(ConcurrentExecution.SKIP)
        .setTask(execution -> timer.record(this::decide))
        .schedule();
  }

  private void decide() {
    try {
      Instant now = store.newestTick();
      Optional<DayDecisions> days =
          wholeDays.pass(now, evidence -> DayPass.over(evidence, coefficients, today(now)));
      boolean decided =
          days.isPresent()
              && store.pass(
                  now.minus(WINDOW),
                  now,
                  evidence -> DecisionPass.over(evidence, days.get().decided()));
      if (!decided) {
        LOG.log(Level.DEBUG, "another instance is deciding");
      }
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "no decisions this time: {0}", e.getMessage());
    }
  }

  private static long today(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
  }
}
