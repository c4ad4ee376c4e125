package dev.cowbell.bench.collector;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.HostTick;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Ticks as a reader of the topic gets them, from the first one on. */
final class Ticks implements AutoCloseable {
  private static final TopicPartition TICKS = new TopicPartition("cowbell.ticks.v1", 0);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  Ticks(String kafkaBootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafkaBootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(TICKS));
    consumer.seekToBeginning(List.of(TICKS));
  }

  /** Those that came since; waits a moment for the first. */
  List<HostTick> next() throws IOException {
    List<HostTick> ticks = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      try {
        ticks.add(HostTick.parseFrom(record.value()));
      } catch (InvalidProtocolBufferException malformed) {
        throw new IOException("the collector sent what is no tick", malformed);
      }
    }
    return ticks;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
