package dev.cowbell.aggregator.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Keeps what could not be used: key and value as received, the reason and the origin in headers. A
 * batch is confirmed by the broker before its offsets are stored, so none is lost; after a crash
 * between the two a reject may stand there twice, with the same origin.
 */
final class RejectsTopic implements AutoCloseable {

  static final String HEADER_REASON = "cowbell-reason";
  static final String HEADER_DETAIL = "cowbell-detail";
  static final String HEADER_TOPIC = "cowbell-origin-topic";
  static final String HEADER_PARTITION = "cowbell-origin-partition";
  static final String HEADER_OFFSET = "cowbell-origin-offset";
  static final String HEADER_OMITTED = "cowbell-value-omitted-bytes";

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final String topic;
  private final Producer<byte[], byte[]> producer;

  RejectsTopic(String bootstrap, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            SecuredClient.settings(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrap,
                    ProducerConfig.CLIENT_ID_CONFIG,
                    "cowbell-aggregator-rejects",
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    // Larger than any topic allows: the broker decides, and its refusal is handled
                    // below.
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    64 << 20,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    80L << 20,
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
   * Returns when the broker has confirmed every one; throws {@link KafkaException} when it has not.
   */
  void publish(List<RejectedRecord> rejects) {
    List<Future<?>> sent = new ArrayList<>();
    rejects.forEach(reject -> sent.add(producer.send(whole(reject))));
    producer.flush();
    for (int i = 0; i < rejects.size(); i++) {
      confirm(sent.get(i), rejects.get(i));
    }
  }

  /** What even the rejects topic has no room for is told of without its value. */
  private void confirm(Future<?> sent, RejectedRecord reject) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException)) {
        throw new KafkaException("cannot write to " + topic, e.getCause());
      }
      confirmWithoutValue(producer.send(withoutValue(reject)));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void confirmWithoutValue(Future<?> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot write to " + topic, e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private ProducerRecord<byte[], byte[]> whole(RejectedRecord reject) {
    var origin = reject.origin();
    var record = new ProducerRecord<>(topic, null, origin.key(), origin.value(), List.of());
    header(record, HEADER_REASON, reject.why().reason().label());
    header(record, HEADER_DETAIL, reject.why().detail());
    header(record, HEADER_TOPIC, origin.topic());
    header(record, HEADER_PARTITION, Integer.toString(origin.partition()));
    header(record, HEADER_OFFSET, Long.toString(origin.offset()));
    return record;
  }

  private ProducerRecord<byte[], byte[]> withoutValue(RejectedRecord reject) {
    ConsumerRecord<byte[], byte[]> origin = reject.origin();
    byte[] empty = {};
    var record = new ProducerRecord<>(topic, null, origin.key(), empty, whole(reject).headers());
    header(record, HEADER_OMITTED, Integer.toString(origin.serializedValueSize()));
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
