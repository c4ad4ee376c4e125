package dev.cowbell.aggregator.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Ticks in PostgreSQL, with or without TimescaleDB: the same statements run on both. */
public final class PostgresTickStore implements TickStore {

  private static final String ACTION = "cannot store ticks";

  private final Transactions transactions;
  private final RawReadings rawReadings;
  private final DataSource dataSource;
  private final Dictionary dictionary;

  /** Takes more batches; of one thread at a time. */
  private @Nullable TickTransaction open;

  /** Keeps everything. The schema must have been migrated. */
  public PostgresTickStore(DataSource dataSource) {
    this(dataSource, RawReadings.KEPT);
  }

  /** The schema must have been migrated. */
  public PostgresTickStore(DataSource dataSource, RawReadings rawReadings) {
    this.transactions = new Transactions(dataSource);
    this.dataSource = dataSource;
    this.dictionary = new Dictionary(dataSource);
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
  public void write(TickBatch batch) {
    inTransaction(transaction -> transaction.write(batch), false);
  }

  @Override
  public void commit(TickBatch batch) {
    inTransaction(
        transaction -> {
          transaction.write(batch);
          transaction.commit();
        },
        true);
  }

  @Override
  public int waitingSketches() {
    TickTransaction transaction = open;
    return transaction == null ? 0 : transaction.waitingSketches();
  }

  @Override
  public void undo() {
    TickTransaction transaction = open;
    open = null;
    if (transaction != null) {
      transaction.undo(new StoreUnavailableException(ACTION, new SQLException("undone")));
    }
  }

  private interface Step {
    void of(TickTransaction transaction) throws SQLException;
  }

  private void inTransaction(Step step, boolean last) {
    TickTransaction transaction = open;
    open = null;
    try {
      if (transaction == null) {
        transaction = TickTransaction.begin(dataSource, rawReadings, dictionary);
      }
      step.of(transaction);
      open = last ? null : transaction;
    } catch (SQLException | RuntimeException e) {
      if (transaction != null) {
        transaction.undo(e);
      }
      throw e instanceof SQLException failure
          ? SqlFailure.translated(ACTION, failure)
          : (RuntimeException) e;
    }
  }
}
