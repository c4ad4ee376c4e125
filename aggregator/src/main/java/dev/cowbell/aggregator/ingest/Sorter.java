package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.aggregator.store.HostBoot;
import dev.cowbell.aggregator.store.TickId;
import dev.cowbell.aggregator.store.TickStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells records apart. Sequence numbers of one boot rise, so nearly every tick is above its boot's
 * mark and hence new. Of the others the database says whether it has them: a tick that comes late,
 * such as a replayed reject, is no duplicate.
 *
 * @param beforeAsking makes sure that what was told apart before is in the database; what is being
 *     written there holds no tick of a boot that was never seen
 */
record Sorter(TickDecoder decoder, TickStore store, Runnable beforeAsking) {

  private record Read(ConsumerRecord<byte[], byte[]> record, Decoded decoded) {}

  /**
   * The records of one partition; what was told apart before counts as stored. When this fails
   * nothing has happened.
   */
  SortedRecords sorted(
      PartitionIntake intake, List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
    List<Read> read = new ArrayList<>(records.size());
    for (var record : records) {
      read.add(new Read(record, decoder.decode(record.value(), now)));
    }
    learnNew(intake, read);
    Set<TickId> stored = storedOf(late(intake, read));
    List<SortedRecords.Sorted> sorted = new ArrayList<>(read.size());
    for (Read each : read) {
      sorted.add(new SortedRecords.Sorted(each.record, fate(intake, each.decoded, stored)));
    }
    SortedRecords result = SortedRecords.of(intake.partition(), intake.sortedOffset(), sorted);
    intake.sortedUpTo(result.batch().nextOffset());
    return result;
  }

  private static Fate fate(PartitionIntake intake, Decoded decoded, Set<TickId> stored) {
    return switch (decoded) {
      case Decoded.Rejected rejected -> new Fate.Rejected(rejected);
      case Decoded.Accepted(AcceptedTick tick) -> {
        TickId id = id(tick);
        boolean unseen = stored.add(id);
        boolean isNew = unseen || intake.marks().isAbove(id.boot(), id.sequence());
        intake.marks().raise(id.boot(), id.sequence());
        yield isNew ? new Fate.Stored(tick) : new Fate.Duplicate();
      }
    };
  }

  private void learnNew(PartitionIntake intake, List<Read> read) {
    Set<HostBoot> unknown = new HashSet<>();
    for (Read each : read) {
      if (each.decoded instanceof Decoded.Accepted(AcceptedTick tick)
          && !intake.marks().knows(tick.hostBoot())) {
        unknown.add(tick.hostBoot());
      }
    }
    if (!unknown.isEmpty()) {
      if (intake.marks().hasDropped()) {
        beforeAsking.run();
      }
      intake.learn(store.marks(unknown));
    }
  }

  /** Ticks that are not above what was seen before, in this poll or an earlier one. */
  private static Set<TickId> late(PartitionIntake intake, List<Read> read) {
    Set<TickId> late = new HashSet<>();
    Map<HostBoot, Long> raised = new HashMap<>();
    for (Read each : read) {
      if (each.decoded instanceof Decoded.Accepted(AcceptedTick tick)) {
        TickId id = id(tick);
        boolean above =
            intake.marks().isAbove(id.boot(), id.sequence())
                && id.sequence() > raised.getOrDefault(id.boot(), 0L);
        if (above) {
          raised.put(id.boot(), id.sequence());
        } else {
          late.add(id);
        }
      }
    }
    return late;
  }

  private Set<TickId> storedOf(Set<TickId> late) {
    if (late.isEmpty()) {
      return new HashSet<>();
    }
    beforeAsking.run();
    return new HashSet<>(store.stored(late));
  }

  private static TickId id(AcceptedTick tick) {
    return new TickId(tick.hostBoot(), tick.message().getSequence());
  }
}
