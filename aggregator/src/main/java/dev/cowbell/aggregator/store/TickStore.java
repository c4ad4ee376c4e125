package dev.cowbell.aggregator.store;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Where ticks go. Rows, roll-ups and consumed offsets are written together or not at all.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the same call may succeed later.
 */
public interface TickStore {

  /**
   * Tells where each partition stands, beginning at offset 0 where it was never seen.
   *
   * @param marksSince ticks collected before this are not looked at for high-water marks
   */
  Map<Integer, PartitionStart> open(String topic, Set<Integer> partitions, Instant marksSince);

  /**
   * Writes a batch.
   *
   * @throws StaleOffsetException when another instance has moved one of the partitions on; nothing
   *     is written
   * @throws StoreRefusedException when the database refuses the data itself; nothing is written,
   *     and trying again is useless
   */
  void commit(TickBatch batch);
}
