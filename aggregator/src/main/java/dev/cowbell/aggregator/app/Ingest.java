package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.ingest.IngestLoop;
import dev.cowbell.aggregator.ingest.IngestProgress;
import dev.cowbell.aggregator.ingest.TickDecoder;
import dev.cowbell.aggregator.store.TickStore;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;

/** Runs ingest on a thread of its own from start to stop. */
@Singleton
final class Ingest {

  private static final Logger LOG = System.getLogger(Ingest.class.getName());
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final IngestLoop loop;
  private final Thread thread;

  @Inject
  Ingest(AggregatorSettings settings, TickStore store, IngestProgress progress) {
    loop =
        new IngestLoop(
            settings.kafkaBootstrap(),
            store,
            new TickDecoder(settings.rawRetention()),
            Clock.systemUTC(),
            progress);
    thread = Thread.ofVirtual().name("ingest").unstarted(this::run);
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    loop.stop();
    if (!thread.join(STOP_TIMEOUT)) {
      LOG.log(Level.WARNING, "ingest did not end within {0}", STOP_TIMEOUT);
    }
  }

  /**
   * An aggregator that takes nothing over is of no use: whoever started it shall see that it ended.
   */
  private void run() {
    try {
      loop.run();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "ingest failed for good, ending the process", e);
      Quarkus.asyncExit(1);
      throw e;
    }
  }
}
