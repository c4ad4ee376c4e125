package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.HostBoot;
import dev.cowbell.aggregator.store.PartitionStart;
import dev.cowbell.aggregator.store.PostgresTickStore;
import dev.cowbell.aggregator.store.TickBatch;
import dev.cowbell.aggregator.store.TickId;
import dev.cowbell.aggregator.store.TickStore;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** Ingest as a process of its own, which can be stopped or killed in a phase of a batch. */
final class InstanceMain {

  private InstanceMain() {}

  /** Arguments: Kafka, database, and the phase to stop in, if any. */
  public static void main(String... arguments) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[1]);
    Stop stop = new Stop(arguments.length > 2 ? Phase.valueOf(arguments[2]) : null);
    IngestProgress progress = new IngestProgress(partition -> {});
    new IngestLoop(
            arguments[0],
            new StoppingStore(new PostgresTickStore(StoppingDataSource.of(database, stop)), stop),
            new TickDecoder(RunningLoop.RETENTION),
            Clock.systemUTC(),
            progress)
        .run();
  }

  /** What lies around the transaction. */
  private record StoppingStore(TickStore store, Stop stop) implements TickStore {

    @Override
    public Map<Integer, PartitionStart> open(String topic, Set<Integer> partitions) {
      return store.open(topic, partitions);
    }

    @Override
    public Map<HostBoot, Long> marks(Set<HostBoot> boots) {
      return store.marks(boots);
    }

    @Override
    public Set<TickId> stored(Collection<TickId> ticks) {
      return store.stored(ticks);
    }

    @Override
    public void write(TickBatch batch) {
      store.write(batch);
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
      stop.at(Phase.REJECTS_PUBLISHED);
      store.commit(batch);
      stop.at(Phase.COMMITTED);
    }
  }
}
