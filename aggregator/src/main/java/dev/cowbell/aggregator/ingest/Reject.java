package dev.cowbell.aggregator.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of the rejects topic.
 *
 * @param offset where it stands there
 * @param reason the label of a {@link RejectReason}
 * @param origin topic, partition and offset it came from, such as {@code cowbell.ticks.v1/3@1042}
 * @param originTopic where a replay sends it
 * @param stored as it stands there, with the key and value that were received
 * @param omittedBytes the size of a value that even the rejects topic had no room for
 */
public record Reject(
    long offset,
    Instant rejectedAt,
    String reason,
    String detail,
    String origin,
    String originTopic,
    ConsumerRecord<byte[], byte[]> stored,
    OptionalInt omittedBytes) {

  static Reject of(ConsumerRecord<byte[], byte[]> record) {
    String topic = header(record, RejectsTopic.HEADER_TOPIC);
    String omitted = header(record, RejectsTopic.HEADER_OMITTED);
    return new Reject(
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        header(record, RejectsTopic.HEADER_REASON),
        header(record, RejectsTopic.HEADER_DETAIL),
        "%s/%s@%s"
            .formatted(
                topic,
                header(record, RejectsTopic.HEADER_PARTITION),
                header(record, RejectsTopic.HEADER_OFFSET)),
        topic,
        record,
        omitted.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(omitted)));
  }

  /** The size of the value as received. */
  public int valueBytes() {
    return omittedBytes.orElse(Math.max(0, stored.serializedValueSize()));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
