package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.publish.RecommendationsTopic;
import dev.cowbell.aggregator.store.RolloutStore;
import dev.cowbell.aggregator.store.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.apache.kafka.common.KafkaException;

/**
 * Advances rollouts every COWBELL_ROLLOUT_INTERVAL and publishes what changed. Of several instances
 * one does it at a time. A breach is to be answered at once, so this is done more often than
 * savings are computed.
 */
@Singleton
final class RolloutJob {

  private static final Logger LOG = System.getLogger(RolloutJob.class.getName());

  private final AggregatorSettings settings;
  private final RolloutStore store;
  private final Scheduler scheduler;
  private final RecommendationsTopic topic;
  private final Timer timer;
  private final Counter published;

  @Inject
  RolloutJob(
      AggregatorSettings settings,
      RolloutStore store,
      Scheduler scheduler,
      MeterRegistry registry) {
    this.settings = settings;
    this.store = store;
    this.scheduler = scheduler;
    this.topic = new RecommendationsTopic(settings.kafkaBootstrap());
    this.timer =
        Timer.builder("cowbell.rollouts.pass")
            .description("Passes over rollouts, publishing included")
            .register(registry);
    this.published =
        Counter.builder("cowbell.recommendations.published")
            .description("Changes of advice that the broker has confirmed")
            .register(registry);
  }

  void start(@Observes StartupEvent event) {
    scheduler
        .newJob("rollouts")
        .setInterval(settings.rolloutInterval().toString())
        .setConcurrentExecution(ConcurrentExecution.SKIP)
        .setTask(execution -> timer.record(this::advance))
        .schedule();
  }

  void stop(@Observes ShutdownEvent event) {
    topic.close();
  }

  private void advance() {
    try {
      store.pass(RolloutPass::over);
      published.increment(store.publish(topic::publish));
    } catch (StoreUnavailableException | KafkaException e) {
      LOG.log(Level.WARNING, "rollouts stand still this time: {0}", e.getMessage());
    }
  }
}
