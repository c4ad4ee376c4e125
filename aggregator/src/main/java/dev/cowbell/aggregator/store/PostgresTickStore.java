package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Ticks in PostgreSQL, with or without TimescaleDB: the same statements run on both. */
public final class PostgresTickStore implements TickStore {

  private final Transactions transactions;
  private final RawReadings rawReadings;
  private final Dictionary dictionary = new Dictionary();

  /** Keeps everything. The schema must have been migrated. */
  public PostgresTickStore(DataSource dataSource) {
    this(dataSource, RawReadings.KEPT);
  }

  /** The schema must have been migrated. */
  public PostgresTickStore(DataSource dataSource, RawReadings rawReadings) {
    this.transactions = new Transactions(dataSource);
    this.rawReadings = rawReadings;
  }

  @Override
  public Map<Integer, PartitionStart> open(String topic, Set<Integer> partitions) {
    return transactions.inOne(
        "cannot read where partitions stand",
        connection -> {
          rawReadings.note(connection);
          return OffsetRows.open(connection, topic, partitions);
        });
  }

  @Override
  public Map<HostBoot, Long> marks(Set<HostBoot> boots) {
    return transactions.inOne(
        "cannot read which ticks are stored", c -> StoredSequences.marks(c, boots));
  }

  @Override
  public Set<TickId> stored(Collection<TickId> ticks) {
    return transactions.inOne(
        "cannot read which ticks are stored", c -> StoredSequences.stored(c, ticks));
  }

  @Override
  public void commit(TickBatch batch) {
    TickKeys keys =
        transactions.inOne("cannot store ticks", connection -> write(connection, batch));
    dictionary.remember(keys);
  }

  private TickKeys write(Connection connection, TickBatch batch) throws SQLException {
    OffsetRows.advance(connection, batch.topic(), batch.partitions());
    TickKeys keys = dictionary.keys(connection, batch);
    if (batch.ticks().findAny().isPresent()) {
      HostTickRows.write(connection, batch.partitions(), keys);
      FamilyTickRows.write(connection, batch, keys);
      if (rawReadings == RawReadings.KEPT) {
        WorkerReadingRows.write(connection, batch, keys);
      }
      LifecycleEventRows.write(connection, batch, keys);
      ReloadRows.write(connection, batch, keys);
      RollupRows.merge(connection, batch, keys);
      HostDayRows.add(connection, batch, keys);
      HostDayFootprintRows.add(connection, batch, keys);
      HostDayArmRows.add(connection, batch, keys);
    }
    return keys;
  }
}
