package dev.cowbell.aggregator.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.aggregator.ingest.SecuredClient;
import dev.cowbell.aggregator.ingest.Topics;
import dev.cowbell.aggregator.store.ToPublish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * {@code cowbell.recommendations.v1}: key service|hardware class|kind, value a Recommendation, no
 * value where it is withdrawn. An idempotent producer keeps the order of what it was given.
 */
public final class RecommendationsTopic implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;

  /** Connects when there is something to publish. */
  public RecommendationsTopic(String bootstrap) {
    this.producer =
        new KafkaProducer<>(
            SecuredClient.settings(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrap,
                    ProducerConfig.CLIENT_ID_CONFIG,
                    "cowbell-aggregator-recommendations",
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    5_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    5_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    10_000,
                    ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                    "")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Returns when the broker has confirmed every change; throws {@link KafkaException} when it has
   * not: some may stand there then, and all are to be published again.
   */
  public void publish(List<ToPublish> changes) {
    List<Future<?>> sent = new ArrayList<>();
    for (ToPublish change : changes) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  Topics.RECOMMENDATIONS,
                  change.id().getBytes(UTF_8),
                  change.payload().orElse(null))));
    }
    producer.flush();
    sent.forEach(RecommendationsTopic::confirm);
  }

  private static void confirm(Future<?> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot write to " + Topics.RECOMMENDATIONS, e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
