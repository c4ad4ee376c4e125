package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.PartitionStart;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/** Where to read a partition from, given what the database and the broker say. */
final class TickPartitions {

  private static final Logger LOG = System.getLogger(TickPartitions.class.getName());

  private TickPartitions() {}

  static PartitionStart startOf(Map<Integer, PartitionStart> starts, TopicPartition partition) {
    return Objects.requireNonNull(
        starts.get(partition.partition()), () -> "the store did not open " + partition);
  }

  /**
   * The database's offset, unless the broker no longer has it or has begun anew: then its
   * beginning, and a warning that says what that means.
   */
  static long whereToRead(TopicPartition partition, long next, long beginning, long end) {
    if (next < beginning) {
      if (next > 0) {
        LOG.log(
            Level.WARNING,
            "{0}: {1} records expired on the broker before they were read",
            partition,
            beginning - next);
      }
      return beginning;
    }
    if (next > end) {
      LOG.log(
          Level.WARNING,
          "{0}: the database stands at {1}, the broker ends at {2}: the topic was created anew; reading it from its beginning, known ticks fall as duplicates",
          partition,
          next,
          end);
      return beginning;
    }
    return next;
  }
}
