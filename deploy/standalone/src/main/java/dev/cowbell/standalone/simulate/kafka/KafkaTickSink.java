package dev.cowbell.standalone.simulate.kafka;

import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.simulate.fleet.TickSink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends ticks to cowbell.ticks.v1, keyed by host id. Waits while the broker is slow; a tick that
 * the broker refuses ends the run, because a fleet with holes would not be what was planted.
 */
public final class KafkaTickSink implements TickSink, AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();

  private KafkaTickSink(KafkaProducer<String, byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Connects, and makes the topic where it is missing.
   *
   * @param partitions of the topic where it has to be made
   */
  public static KafkaTickSink open(String bootstrap, int partitions) throws InterruptedException {
    try {
      TickTopic.ensure(bootstrap, partitions);
      return new KafkaTickSink(
          new KafkaProducer<>(
              settings(bootstrap), new StringSerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      Throwable root = e.getCause() == null ? e : e.getCause();
      throw new Failure(
          "--kafka %s cannot be used: %s; give HOST:PORT".formatted(bootstrap, root.getMessage()),
          e);
    }
  }

  @Override
  public void accept(String hostId, byte[] value) throws InterruptedException {
    requireDelivered();
    try {
      var _ = producer.send(new ProducerRecord<>(TickTopic.NAME, hostId, value), this::sent);
    } catch (InterruptException e) {
      throw interrupted(e);
    }
  }

  /** Returns when the broker has confirmed everything. */
  public void flush() throws InterruptedException {
    try {
      producer.flush();
    } catch (InterruptException e) {
      throw interrupted(e);
    }
    requireDelivered();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }

  private void sent(RecordMetadata metadata, @Nullable Exception failure) {
    if (failure != null) {
      refused.compareAndSet(null, failure);
    }
  }

  private void requireDelivered() {
    Exception failure = refused.get();
    if (failure != null) {
      throw new Failure("Kafka did not take a tick: " + failure.getMessage(), failure);
    }
  }

  private static InterruptedException interrupted(InterruptException cause) {
    var interrupted = new InterruptedException(cause.getMessage());
    interrupted.initCause(cause);
    Thread.interrupted(); // the checked exception says it from here on
    return interrupted;
  }

  private static Map<String, Object> settings(String bootstrap) {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", bootstrap),
        Map.entry("client.id", "cowbell-simulate"),
        Map.entry("acks", "all"),
        Map.entry("enable.idempotence", true),
        Map.entry("compression.type", "lz4"),
        Map.entry("linger.ms", 20),
        Map.entry("batch.size", 512 * 1024),
        Map.entry("buffer.memory", 64L << 20),
        Map.entry("max.request.size", 4 << 20),
        Map.entry("max.block.ms", 120_000L),
        Map.entry("delivery.timeout.ms", 120_000));
  }
}
