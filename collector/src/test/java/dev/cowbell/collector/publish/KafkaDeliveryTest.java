package dev.cowbell.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.HostTick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaDeliveryTest {
  private final Outbox outbox = new Outbox(100_000);
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private final List<FailingProducer> producers = new ArrayList<>();

  /** Fails as often as the test says, then takes everything. */
  private final class FailingProducer extends MockProducer<String, byte[]> {
    FailingProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
      RuntimeException failure = failures.poll();
      sendException = failure;
      return super.send(record);
    }
  }

  @Test
  void delivers_inOrder_keyedByHost() throws Exception {
    outbox.add(OutboxTest.tick(101));
    outbox.add(OutboxTest.tick(102));

    deliverUntil(() -> outbox.counts().published() == 2);

    List<ProducerRecord<String, byte[]>> sent = producers.getFirst().history();
    assertThat(sent).extracting(ProducerRecord::topic).containsOnly("cowbell.ticks.v1");
    assertThat(sent).extracting(ProducerRecord::key).containsOnly("host");
    assertThat(HostTick.parseFrom(sent.get(0).value()).getSequence()).isEqualTo(101);
    assertThat(HostTick.parseFrom(sent.get(1).value()).getSequence()).isEqualTo(102);
  }

  @Test
  void anAbsentBroker_losesNothing() {
    failures.add(new TimeoutException("no broker"));
    failures.add(new TimeoutException("no broker"));
    outbox.add(OutboxTest.tick(101));

    deliverUntil(() -> outbox.counts().published() == 1);

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 1, 0, 0));
    assertThat(producers).hasSize(1);
  }

  @Test
  void aProducerThatFailedForGood_isReplaced() {
    failures.add(new ClusterAuthorizationException("no"));
    outbox.add(OutboxTest.tick(101));

    deliverUntil(() -> outbox.counts().published() == 1);

    assertThat(producers).hasSize(2);
    assertThat(producers.getFirst().closed()).isTrue();
  }

  @Test
  void aTickTheBrokerWillNeverTake_isDroppedAndReported() {
    failures.add(new RecordTooLargeException("too large"));
    outbox.add(OutboxTest.tick(101));
    outbox.add(OutboxTest.tick(102));

    deliverUntil(() -> outbox.counts().published() == 1);

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(2, 1, 1, 0));
    assertThat(outbox.takeGaps()).hasSize(1);
  }

  @Test
  void close_deliversWhatWaits() {
    KafkaDelivery delivery = delivery();
    outbox.add(OutboxTest.tick(101));
    delivery.start();
    delivery.close();

    assertThat(outbox.counts().published()).isEqualTo(1);
  }

  @Test
  void settings_areThoseOfAnIdempotentProducer() {
    assertThat(ProducerSettings.of("kafka:9092"))
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("bootstrap.servers", "kafka:9092");
  }

  private void deliverUntil(BooleanSupplier done) {
    try (KafkaDelivery delivery = delivery()) {
      delivery.start();
      Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
      while (!done.getAsBoolean()) {
        assertThat(Instant.now()).as("waited too long: %s", outbox.counts()).isBefore(deadline);
        Thread.onSpinWait();
      }
    }
  }

  private KafkaDelivery delivery() {
    return new KafkaDelivery(
        outbox,
        () -> {
          FailingProducer producer = new FailingProducer();
          producers.add(producer);
          return producer;
        },
        Duration.ofMillis(1));
  }
}
