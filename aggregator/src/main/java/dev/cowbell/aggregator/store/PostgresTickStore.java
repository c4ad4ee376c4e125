package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Ticks in PostgreSQL, with or without TimescaleDB: the same statements run on both. */
public final class PostgresTickStore implements TickStore {

  private final Transactions transactions;
  private final Dictionary dictionary = new Dictionary();

  /** The schema must have been migrated. */
  public PostgresTickStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
  }

  @Override
  public Map<Integer, PartitionStart> open(
      String topic, Set<Integer> partitions, Instant marksSince) {
    return transactions.inOne(
        "cannot read where partitions stand",
        connection -> {
          var rows = OffsetRows.open(connection, topic, partitions);
          var marks = HighWaterQuery.read(connection, partitions, marksSince);
          Map<Integer, PartitionStart> starts = new TreeMap<>();
          rows.forEach(
              (partition, row) ->
                  starts.put(
                      partition,
                      new PartitionStart(
                          row.nextOffset(),
                          row.counts(),
                          marks.getOrDefault(partition, Map.of()))));
          return starts;
        });
  }

  @Override
  public void commit(TickBatch batch) {
    TickKeys keys =
        transactions.inOne("cannot store ticks", connection -> write(connection, batch));
    dictionary.remember(batch, keys);
  }

  private TickKeys write(Connection connection, TickBatch batch) throws SQLException {
    OffsetRows.advance(connection, batch.topic(), batch.partitions());
    TickKeys keys = dictionary.keys(connection, batch);
    if (batch.ticks().findAny().isPresent()) {
      HostTickRows.write(connection, batch.partitions(), keys);
      FamilyTickRows.write(connection, batch, keys);
      WorkerReadingRows.write(connection, batch, keys);
      LifecycleEventRows.write(connection, batch, keys);
      RollupRows.merge(connection, batch, keys);
      HostDayRows.add(connection, batch, keys);
      HostDayFootprintRows.add(connection, batch, keys);
    }
    return keys;
  }
}
