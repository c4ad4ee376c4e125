package dev.cowbell.collector.publish;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How the collector's producer is set: idempotent, small, and quick to give up, since the outbox
 * keeps what fails.
 */
public final class ProducerSettings {
  private ProducerSettings() {}

  /** A producer for this cluster. */
  public static Producer<String, byte[]> open(String bootstrapServers) {
    return new KafkaProducer<>(
        of(bootstrapServers), new StringSerializer(), new ByteArraySerializer());
  }

  static Map<String, Object> of(String bootstrapServers) {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", bootstrapServers),
        Map.entry("client.id", "cowbell-collector"),
        Map.entry("acks", "all"),
        Map.entry("enable.idempotence", true),
        // Ticks repeat themselves: gzip is in the JDK, so no native library is unpacked and mapped
        // for it.
        Map.entry("compression.type", "gzip"),
        Map.entry("linger.ms", 0),
        Map.entry("buffer.memory", 2 * 1024 * 1024L),
        Map.entry("max.request.size", 1024 * 1024),
        Map.entry("max.block.ms", 2_000L),
        Map.entry("request.timeout.ms", 5_000),
        Map.entry("delivery.timeout.ms", 10_000),
        Map.entry("reconnect.backoff.max.ms", 2_000L),
        Map.entry("metric.reporters", ""),
        Map.entry("enable.metrics.push", false));
  }
}
