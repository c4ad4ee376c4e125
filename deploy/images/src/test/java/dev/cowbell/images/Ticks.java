package dev.cowbell.images;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What collectors have sent, read as the aggregator reads it. */
final class Ticks implements AutoCloseable {
  private static final String TOPIC = "cowbell.ticks.v1";

  private final KafkaConsumer<String, byte[]> consumer;

  Ticks(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(partition -> new TopicPartition(TOPIC, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The family as one of the next ticks has it, with workers that were read in full. */
  Optional<Family> family(long masterPid) throws InvalidProtocolBufferException {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
      for (Family family : HostTick.parseFrom(record.value()).getFamiliesList()) {
        boolean isRead =
            family.getWorkersList().stream()
                .anyMatch(worker -> worker.getMemory().getFull().hasRollup());
        if (family.getMasterPid() == masterPid && isRead && family.hasFootprint()) {
          return Optional.of(family);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
