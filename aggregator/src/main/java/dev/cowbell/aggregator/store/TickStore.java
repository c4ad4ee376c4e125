package dev.cowbell.aggregator.store;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Where ticks go. Rows, roll-ups and consumed offsets are written together or not at all.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the same call may succeed later.
 */
public interface TickStore {

  /** Tells where each partition stands, beginning at offset 0 where it was never seen. */
  Map<Integer, PartitionStart> open(String topic, Set<Integer> partitions);

  /** The greatest stored sequence number of each of these boots; those without one are left out. */
  Map<HostBoot, Long> marks(Set<HostBoot> boots);

  /** Those of these ticks that are stored. */
  Set<TickId> stored(Collection<TickId> ticks);

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
