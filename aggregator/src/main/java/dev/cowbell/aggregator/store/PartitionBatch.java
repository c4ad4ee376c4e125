package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.PartialRollups;
import java.util.List;

/**
 * What one poll brought of one partition.
 *
 * @param expectedOffset where the partition must stand in the database for this to be written
 * @param nextOffset where it stands afterwards
 * @param ticks what is to be stored; {@code counts.stored()} of them
 */
public record PartitionBatch(
    int partition,
    long expectedOffset,
    long nextOffset,
    PartitionCounts counts,
    List<AcceptedTick> ticks,
    PartialRollups rollups) {

  /** What remains to be known of it once its ticks are written. */
  public PartitionBatch withoutTicks() {
    return new PartitionBatch(
        partition, expectedOffset, nextOffset, counts, List.of(), new PartialRollups());
  }
}
