package dev.cowbell.aggregator.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.fixture.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Against a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RejectsTest {

  private static final byte[] RUBBISH = {1, 2, 3, (byte) 0xff};

  private Broker broker;

  @BeforeAll
  void start() throws Exception {
    broker = Broker.start();
    Topics.ensure(broker.bootstrap(), 1, Optional.of((short) 1));
    try (var topic = new RejectsTopic(broker.bootstrap(), Topics.REJECTS)) {
      topic.publish(
          List.of(
              rejected(7, RUBBISH, RejectReason.MALFORMED, "not a HostTick"),
              rejected(8, new byte[] {9}, RejectReason.TOO_OLD, "too old"),
              rejected(9, new byte[17 << 20], RejectReason.TOO_LARGE, "too large")));
    }
  }

  @AfterAll
  void stop() throws Exception {
    broker.stop();
  }

  @Test
  void list_tellsReasonOriginAndSize() {
    List<Reject> found = new ArrayList<>();
    new Rejects(broker.bootstrap()).forEach(RejectSelection.ALL, found::add);
    assertThat(found)
        .extracting(Reject::reason)
        .containsExactly("malformed", "too_old", "too_large");
    assertThat(found.getFirst().origin()).isEqualTo("cowbell.ticks.v1/0@7");
    assertThat(found.getFirst().detail()).isEqualTo("not a HostTick");
    assertThat(found.getLast().valueBytes()).isEqualTo(17 << 20);
  }

  @Test
  void replay_sendsTheOriginalBytesAgain_andCountsWhatItCannot() {
    Rejects rejects = new Rejects(broker.bootstrap());
    var malformed = new RejectSelection(Optional.of(RejectReason.MALFORMED), 0, 10);
    assertThat(rejects.replay(malformed)).isEqualTo(new Rejects.Replayed(1, 0));
    ConsumerRecord<byte[], byte[]> again = firstTick();
    assertThat(again.key()).isEqualTo("h1".getBytes(UTF_8));
    assertThat(again.value()).isEqualTo(RUBBISH);
    assertThat(rejects.replay(new RejectSelection(Optional.empty(), 2, 10)))
        .isEqualTo(new Rejects.Replayed(0, 1));
  }

  private ConsumerRecord<byte[], byte[]> firstTick() {
    TopicPartition partition = new TopicPartition(Topics.TICKS, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(20)).records(partition).getFirst();
    }
  }

  private static RejectedRecord rejected(
      long offset, byte[] value, RejectReason reason, String detail) {
    var origin =
        new ConsumerRecord<>(
            Topics.TICKS,
            0,
            offset,
            0,
            TimestampType.CREATE_TIME,
            2,
            value.length,
            "h1".getBytes(UTF_8),
            value,
            new RecordHeaders(),
            Optional.empty());
    return new RejectedRecord(origin, new Decoded.Rejected(reason, detail));
  }
}
