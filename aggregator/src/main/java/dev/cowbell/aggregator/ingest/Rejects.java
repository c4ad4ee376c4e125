package dev.cowbell.aggregator.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What stands in the rejects topic now: to be looked at, or to be sent back where it came from. */
public final class Rejects {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MAX_REQUEST_BYTES = 64 << 20;

  private final String bootstrap;

  /** Connects nothing yet. */
  public Rejects(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** What a replay came to; values that had been omitted cannot be sent. */
  public record Replayed(long sent, long omitted) {}

  /**
   * Tells of each, oldest first.
   *
   * @throws KafkaException when the broker cannot be reached
   */
  public void forEach(RejectSelection selection, Consumer<Reject> action) {
    try (var consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.REJECTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long left = selection.limit();
      while (left > 0 && behind(consumer, ends)) {
        for (var record : consumer.poll(POLL)) {
          Reject reject = Reject.of(record);
          if (left > 0 && selection.includes(reject)) {
            action.accept(reject);
            left--;
          }
        }
      }
    }
  }

  /**
   * Sends the original key and bytes to the topic they came from, each confirmed by the broker. A
   * tick that was stored meanwhile falls there as a duplicate; one that is still unusable is
   * rejected once more, with a new origin.
   *
   * @throws KafkaException when the broker does not confirm; what was sent before stays sent
   */
  public Replayed replay(RejectSelection selection) {
    long[] counts = new long[2];
    try (var producer = producer()) {
      forEach(
          selection,
          reject -> {
            if (reject.omittedBytes().isPresent()) {
              counts[1]++;
            } else {
              send(producer, reject);
              counts[0]++;
            }
          });
    }
    return new Replayed(counts[0], counts[1]);
  }

  private static boolean behind(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static void send(Producer<byte[], byte[]> producer, Reject reject) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  reject.originTopic(), reject.stored().key(), reject.stored().value()))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot write to " + reject.originTopic(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        SecuredClient.settings(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                15_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                "")),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        SecuredClient.settings(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                80L << 20,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                15_000,
                ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                "")),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
