package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.PartitionCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one partition, in their order, told apart: what is to be stored with its offsets, and
 * what is to be rejected.
 */
record SortedRecords(PartitionBatch batch, List<Sorted> records) {

  /** A record and what becomes of it. */
  record Sorted(ConsumerRecord<byte[], byte[]> record, Fate fate) {}

  /** These records, the first of which follows on this offset of the database. */
  static SortedRecords of(int partition, long expectedOffset, List<Sorted> records) {
    List<AcceptedTick> ticks =
        records.stream()
            .map(Sorted::fate)
            .flatMap(fate -> fate instanceof Fate.Stored(var tick) ? Stream.of(tick) : Stream.of())
            .toList();
    long rejected = records.stream().filter(r -> r.fate() instanceof Fate.Rejected).count();
    var counts =
        new PartitionCounts(ticks.size(), rejected, records.size() - rejected - ticks.size());
    long nextOffset = records.getLast().record().offset() + 1;
    return new SortedRecords(
        new PartitionBatch(
            partition, expectedOffset, nextOffset, counts, ticks, TickSamples.of(ticks)),
        records);
  }

  List<RejectedRecord> rejects() {
    List<RejectedRecord> rejects = new ArrayList<>();
    for (Sorted sorted : records) {
      if (sorted.fate() instanceof Fate.Rejected(var why)) {
        rejects.add(new RejectedRecord(sorted.record(), why));
      }
    }
    return rejects;
  }

  /** Each record by itself, in their order. */
  List<SortedRecords> oneByOne() {
    List<SortedRecords> single = new ArrayList<>();
    long offset = batch.expectedOffset();
    for (Sorted sorted : records) {
      SortedRecords only = of(batch.partition(), offset, List.of(sorted));
      single.add(only);
      offset = only.batch.nextOffset();
    }
    return single;
  }

  /** The same records, of which the database has refused every one. */
  SortedRecords refused(String detail) {
    var why = new Fate.Rejected(new Decoded.Rejected(RejectReason.REFUSED_BY_STORE, detail));
    return of(
        batch.partition(),
        batch.expectedOffset(),
        records.stream().map(sorted -> new Sorted(sorted.record(), why)).toList());
  }
}
