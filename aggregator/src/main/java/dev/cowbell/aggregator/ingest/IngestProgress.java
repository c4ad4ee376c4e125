package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.PartitionCounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/** What ingest has done so far; written by its thread, read by health and metrics. */
public final class IngestProgress {

  private final ConcurrentMap<Integer, PartitionCounts> counts = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Long> lags = new ConcurrentHashMap<>();
  private final Map<RejectReason, LongAdder> rejects = new ConcurrentHashMap<>();
  private final LongAdder passedOver = new LongAdder();
  private final IntConsumer onFirstSeen;
  private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
  private volatile IngestState state = new IngestState.Starting();

  /** Tells the listener of each partition once, when it is first taken over. */
  public IngestProgress(IntConsumer onFirstSeen) {
    this.onFirstSeen = onFirstSeen;
  }

  /** What ingest is doing. */
  public IngestState state() {
    return state;
  }

  /** Counts by partition, for the partitions held now, since the database was created. */
  public Map<Integer, PartitionCounts> counts() {
    return Map.copyOf(counts);
  }

  /** Records behind the end, by partition, for the partitions held now. */
  public Map<Integer, Long> lags() {
    return Map.copyOf(lags);
  }

  /** Rejected for this reason since the process started. */
  public long rejected(RejectReason reason) {
    LongAdder adder = rejects.get(reason);
    return adder == null ? 0 : adder.sum();
  }

  /**
   * Offsets by which partitions moved on without a record, since the process started: what the
   * broker dropped before it was read. All others are accepted, so with this nothing is lost
   * unseen.
   */
  public long passedOver() {
    return passedOver.sum();
  }

  void state(IngestState next) {
    state = next;
  }

  void counted(int partition, PartitionCounts now) {
    counts.put(partition, now);
    if (seen.add(partition)) {
      onFirstSeen.accept(partition);
    }
  }

  void lag(int partition, long records) {
    lags.put(partition, records);
  }

  void left(int partition) {
    counts.remove(partition);
    lags.remove(partition);
  }

  void movedOn(PartitionBatch batch) {
    long offsets = batch.nextOffset() - batch.expectedOffset();
    passedOver.add(Math.max(0, offsets - batch.counts().accepted()));
  }

  void rejected(List<RejectReason> reasons) {
    reasons.forEach(r -> rejects.computeIfAbsent(r, x -> new LongAdder()).increment());
  }
}
