package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.TickBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one poll brought, told apart, and the database does not have yet. */
final class PendingPoll {

  /** The records of one partition and whose they are. */
  record Part(PartitionIntake intake, SortedRecords sorted) {}

  private final Map<Integer, Part> parts = new TreeMap<>();
  private boolean rejectsPublished;

  boolean isEmpty() {
    return parts.isEmpty();
  }

  void add(PartitionIntake intake, SortedRecords sorted) {
    parts.put(intake.partition(), new Part(intake, sorted));
  }

  /** The partition is another instance's now, and so are these records. */
  void forget(int partition) {
    parts.remove(partition);
  }

  Collection<Part> parts() {
    return parts.values();
  }

  /** How many records, whatever becomes of them. */
  long records() {
    return parts.values().stream().mapToLong(part -> part.sorted().records().size()).sum();
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
