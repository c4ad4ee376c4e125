package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.TickBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one poll brought and the database does not have yet. */
final class PendingPoll {

  record Part(List<ConsumerRecord<byte[], byte[]>> records, SortedRecords sorted) {}

  private final Map<Integer, Part> parts = new TreeMap<>();
  private boolean rejectsPublished;

  boolean isEmpty() {
    return parts.isEmpty();
  }

  void add(int partition, Part part) {
    parts.put(partition, part);
    rejectsPublished = false;
  }

  /** The partition is another instance's now, and so are these records. */
  void forget(int partition) {
    parts.remove(partition);
  }

  void clear() {
    parts.clear();
  }

  Map<Integer, Part> parts() {
    return Map.copyOf(parts);
  }

  TickBatch batch(String topic) {
    List<PartitionBatch> batches = new ArrayList<>();
    parts.values().forEach(part -> batches.add(part.sorted().batch()));
    return new TickBatch(topic, batches);
  }

  /** Before the offsets move on; once only, however often the database has to be asked. */
  void publishRejects(RejectsTopic topic) {
    if (!rejectsPublished) {
      topic.publish(
          parts.values().stream().flatMap(part -> part.sorted().rejects().stream()).toList());
      rejectsPublished = true;
    }
  }
}
