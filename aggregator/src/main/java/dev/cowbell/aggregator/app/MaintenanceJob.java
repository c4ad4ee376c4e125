package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.store.Compression;
import dev.cowbell.aggregator.store.Retention;
import dev.cowbell.aggregator.store.RollupCompaction;
import dev.cowbell.aggregator.store.StoreUnavailableException;
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
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Compacts closed roll-ups and drops what is too old every COWBELL_MAINTENANCE_INTERVAL. Of several
 * instances one does it at a time.
 */
@Singleton
final class MaintenanceJob {

  private static final Logger LOG = System.getLogger(MaintenanceJob.class.getName());

  private final AggregatorSettings settings;
  private final RollupCompaction compaction;
  private final Retention retention;
  private final DataSource dataSource;
  private final Scheduler scheduler;
  private final Timer timer;

  @Inject
  MaintenanceJob(
      AggregatorSettings settings,
      DataSource dataSource,
      Scheduler scheduler,
      MeterRegistry registry) {
    this.settings = settings;
    this.dataSource = dataSource;
    this.compaction = new RollupCompaction(dataSource);
    this.retention = new Retention(dataSource, settings.kept());
    this.scheduler = scheduler;
    this.timer =
        Timer.builder("cowbell.maintenance.pass")
            .description(
                "Passes of compaction and retention, those left to another instance included")
            .register(registry);
  }

  void start(@Observes StartupEvent event) {
    LOG.log(Level.INFO, "compression of old chunks: {0}; not used", compression());
    scheduler
        .newJob("maintenance")
        .setInterval(settings.maintenanceInterval().toString())
        .setConcurrentExecution(ConcurrentExecution.SKIP)
        .setTask(execution -> timer.record(this::maintain))
        .schedule();
  }

  private String compression() {
    try {
      return Compression.probe(dataSource).name();
    } catch (StoreUnavailableException e) {
      return "unknown, " + e.getMessage();
    }
  }

  private void maintain() {
    Instant now = Clock.systemUTC().instant();
    try {
      long compacted = compaction.run(now);
      Retention.Dropped dropped = retention.run(now);
      LOG.log(
          Level.DEBUG,
          "compacted {0} partial roll-ups, dropped {1} chunks and {2} rows",
          compacted,
          dropped.chunks(),
          dropped.rows());
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "no maintenance this time: {0}", e.getMessage());
    }
  }
}
