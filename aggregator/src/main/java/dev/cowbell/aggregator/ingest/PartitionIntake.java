package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.aggregator.store.HostBoot;
import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.PartitionCounts;
import dev.cowbell.aggregator.store.PartitionStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One partition as the database knows it: where it stands and which tick of each host was stored
 * last. Sequence numbers of one boot of one host only rise, so whatever is not above its mark has
 * been stored before. Confined to the ingest thread.
 */
final class PartitionIntake {

  private final int partition;
  private final Map<HostBoot, Long> marks;
  private long nextOffset;
  private PartitionCounts counts;

  PartitionIntake(int partition, PartitionStart start) {
    this.partition = partition;
    this.marks = new HashMap<>(start.highWaterMarks());
    this.nextOffset = start.nextOffset();
    this.counts = start.counts();
  }

  long nextOffset() {
    return nextOffset;
  }

  PartitionCounts counts() {
    return counts;
  }

  /**
   * Tells records apart without changing anything here: that is {@link #written}'s, once they are
   * in the database.
   */
  SortedRecords sorted(
      List<ConsumerRecord<byte[], byte[]>> records, TickDecoder decoder, Instant now) {
    List<AcceptedTick> ticks = new ArrayList<>();
    List<RejectedRecord> rejects = new ArrayList<>();
    Map<HostBoot, Long> raised = new HashMap<>();
    for (var record : records) {
      switch (decoder.decode(record.value(), now)) {
        case Decoded.Accepted accepted -> keepIfNew(accepted.tick(), raised, ticks);
        case Decoded.Rejected rejected -> rejects.add(new RejectedRecord(record, rejected));
      }
    }
    long duplicates = (long) records.size() - ticks.size() - rejects.size();
    var outcome = new PartitionCounts(ticks.size(), rejects.size(), duplicates);
    return new SortedRecords(batch(records, outcome, ticks), rejects);
  }

  /** The same records, of which the database has refused every one. */
  SortedRecords refused(ConsumerRecord<byte[], byte[]> record, String detail) {
    var why = new Decoded.Rejected(RejectReason.REFUSED_BY_STORE, detail);
    var batch = batch(List.of(record), new PartitionCounts(0, 1, 0), List.of());
    return new SortedRecords(batch, List.of(new RejectedRecord(record, why)));
  }

  void written(PartitionBatch batch) {
    batch.ticks().forEach(tick -> marks.merge(tick.hostBoot(), sequence(tick), Math::max));
    counts = counts.plus(batch.counts());
    nextOffset = batch.nextOffset();
  }

  private void keepIfNew(AcceptedTick tick, Map<HostBoot, Long> raised, List<AcceptedTick> ticks) {
    HostBoot boot = tick.hostBoot();
    long mark = Math.max(marks.getOrDefault(boot, 0L), raised.getOrDefault(boot, 0L));
    if (sequence(tick) > mark) {
      raised.put(boot, sequence(tick));
      ticks.add(tick);
    }
  }

  private PartitionBatch batch(
      List<ConsumerRecord<byte[], byte[]>> records,
      PartitionCounts outcome,
      List<AcceptedTick> ticks) {
    return new PartitionBatch(
        partition,
        nextOffset,
        records.getLast().offset() + 1,
        outcome,
        ticks,
        TickSamples.of(ticks));
  }

  private static long sequence(AcceptedTick tick) {
    return tick.message().getSequence();
  }
}
