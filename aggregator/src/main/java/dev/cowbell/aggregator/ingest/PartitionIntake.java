package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.HostBoot;
import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.PartitionCounts;
import dev.cowbell.aggregator.store.PartitionStart;
import java.util.Map;

/**
 * One partition: how far it has been told apart, which is the ingest thread's, and how far it has
 * been written, which is the delivery's.
 */
final class PartitionIntake {

  private record Written(long nextOffset, PartitionCounts counts) {}

  private final int partition;
  private final SequenceMarks marks = new SequenceMarks();
  private long sortedOffset;
  private volatile Written written;

  PartitionIntake(int partition, PartitionStart start) {
    this.partition = partition;
    this.sortedOffset = start.nextOffset();
    this.written = new Written(start.nextOffset(), start.counts());
  }

  int partition() {
    return partition;
  }

  /** Where what is told apart next must begin. */
  long sortedOffset() {
    return sortedOffset;
  }

  void sortedUpTo(long nextOffset) {
    sortedOffset = nextOffset;
  }

  SequenceMarks marks() {
    return marks;
  }

  /** Takes over what the database knows. */
  void learn(Map<HostBoot, Long> stored) {
    stored.forEach(marks::raise);
  }

  /** Where the database stands. */
  long writtenOffset() {
    return written.nextOffset;
  }

  /** Of what the database holds. */
  PartitionCounts counts() {
    return written.counts;
  }

  void written(PartitionBatch batch) {
    written = new Written(batch.nextOffset(), written.counts.plus(batch.counts()));
  }
}
