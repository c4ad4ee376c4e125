package dev.cowbell.aggregator.ingest;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The settings of the one consumer group. */
final class TickConsumer {

  static final String GROUP = "cowbell-aggregator";

  private TickConsumer() {}

  static Consumer<byte[], byte[]> create(String bootstrap) {
    NativeLz4.load();
    return new KafkaConsumer<>(
        SecuredClient.settings(
            Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, GROUP),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, GROUP),
                // Offsets live in the database, with the rows they belong to.
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    CooperativeStickyAssignor.class.getName()),
                // A killed instance is replaced after this long; a joining one is heard of at the
                // next
                // heartbeat.
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000),
                // Bound what one poll holds in memory, whatever the lag. Small ones die young;
                // transactions span several of them.
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20),
                Map.entry(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, ""))),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
