package dev.cowbell.collector.delivery;

import dev.cowbell.settings.kafka.KafkaSecurity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How the collector's producer is set: idempotent, in order, small. */
public final class ProducerSettings {
  private ProducerSettings() {}

  /**
   * A producer for this cluster.
   *
   * @throws IOException where a file of the security settings cannot be read
   */
  public static Producer<String, byte[]> open(String bootstrapServers, KafkaSecurity security)
      throws IOException {
    Map<String, Object> settings = new HashMap<>(of(bootstrapServers));
    settings.putAll(security.properties());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  static Map<String, Object> of(String bootstrapServers) {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", bootstrapServers),
        Map.entry("client.id", "cowbell-collector"),
        Map.entry("acks", "all"),
        Map.entry("enable.idempotence", true),
        Map.entry("max.in.flight.requests.per.connection", 5),
        // A tick that the producer gave up on would be overtaken by those behind it. It never does;
        // the spool bounds what waits and delivery replaces a producer that stalls.
        Map.entry("delivery.timeout.ms", Integer.MAX_VALUE),
        // Ticks repeat themselves: gzip is in the JDK, so no native library is unpacked and mapped
        // for it.
        Map.entry("compression.type", "gzip"),
        Map.entry("linger.ms", 0),
        Map.entry("buffer.memory", 2 * 1024 * 1024L),
        Map.entry("max.request.size", 1024 * 1024),
        Map.entry("max.block.ms", 2_000L),
        Map.entry("request.timeout.ms", 10_000),
        Map.entry("retry.backoff.max.ms", 2_000L),
        Map.entry("reconnect.backoff.max.ms", 5_000L),
        Map.entry("metric.reporters", ""),
        Map.entry("enable.metrics.push", false));
  }
}
