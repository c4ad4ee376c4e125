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
   * Writes a batch in a transaction that stays open: what is written next belongs to it. When this
   * or a later call fails, nothing of all that is kept.
   *
   * @throws StaleOffsetException when another instance has moved one of the partitions on
   * @throws StoreRefusedException when the database refuses the data itself: trying again is
   *     useless
   */
  void write(TickBatch batch);

  /** Writes a batch and ends the transaction: with it all that was written before is stored. */
  void commit(TickBatch batch);

  /** How many roll-ups with sketches the open transaction holds back until its end. */
  int waitingSketches();

  /** Undoes what was written and is not committed. */
  void undo();
}
