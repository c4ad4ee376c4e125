package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.HostBoot;
import dev.cowbell.aggregator.store.PartitionStart;
import dev.cowbell.aggregator.store.StoreRefusedException;
import dev.cowbell.aggregator.store.StoreUnavailableException;
import dev.cowbell.aggregator.store.TickBatch;
import dev.cowbell.aggregator.store.TickId;
import dev.cowbell.aggregator.store.TickStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A real store that fails where a test says. */
final class FaultyStore implements TickStore {

  enum Fault {
    NONE,
    AWAY,
    REFUSES_HOST_BAD,
    /** Away once, when it is to end a transaction of several batches. */
    AWAY_AT_THE_END,
    CRASH_BEFORE_COMMIT,
    CRASH_AFTER_COMMIT
  }

  private final TickStore store;
  volatile Fault fault;

  /** Batches whose transaction stayed open for others. */
  final AtomicInteger writes = new AtomicInteger();

  FaultyStore(TickStore store, Fault fault) {
    this.store = store;
    this.fault = fault;
  }

  @Override
  public Map<Integer, PartitionStart> open(String topic, Set<Integer> partitions) {
    failIfAway();
    return store.open(topic, partitions);
  }

  @Override
  public Map<HostBoot, Long> marks(Set<HostBoot> boots) {
    failIfAway();
    return store.marks(boots);
  }

  @Override
  public Set<TickId> stored(Collection<TickId> ticks) {
    failIfAway();
    return store.stored(ticks);
  }

  @Override
  public void write(TickBatch batch) {
    failIfAway();
    refuse(batch);
    store.write(batch);
    writes.incrementAndGet();
  }

  @Override
  public int waitingSketches() {
    return store.waitingSketches();
  }

  @Override
  public void undo() {
    store.undo();
  }

  @Override
  public void commit(TickBatch batch) {
    failIfAway();
    refuse(batch);
    if (fault == Fault.AWAY_AT_THE_END && writes.get() > 0) {
      fault = Fault.NONE;
      throw new StoreUnavailableException("the database went away", new SQLException("test"));
    }
    if (fault == Fault.CRASH_BEFORE_COMMIT) {
      throw new SimulatedCrash();
    }
    store.commit(batch);
    if (fault == Fault.CRASH_AFTER_COMMIT) {
      throw new SimulatedCrash();
    }
  }

  private void refuse(TickBatch batch) {
    boolean bad =
        batch.partitions().stream()
            .flatMap(partition -> partition.ticks().stream())
            .anyMatch(tick -> tick.hostBoot().hostId().equals("bad"));
    if (fault == Fault.REFUSES_HOST_BAD && bad) {
      throw new StoreRefusedException("the data is refused", new SQLException("test"));
    }
  }

  private void failIfAway() {
    if (fault == Fault.AWAY) {
      throw new StoreUnavailableException("the database is away", new SQLException("test"));
    }
  }
}
