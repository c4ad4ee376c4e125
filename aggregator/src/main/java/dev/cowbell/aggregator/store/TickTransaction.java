package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.PartialRollups;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * One transaction that takes one batch after the other. Raw rows and what is added to host-days go
 * to the database as they come; roll-ups by minute and hour are added up here and written once, at
 * its end: batches that follow each other add to the same of them.
 */
final class TickTransaction {

  private final Connection connection;
  private final RawReadings rawReadings;
  private final Dictionary dictionary;
  private final Map<Integer, PartialRollups> rollups = new TreeMap<>();
  private final TickKeys keys = TickKeys.none();

  private TickTransaction(Connection connection, RawReadings rawReadings, Dictionary dictionary) {
    this.connection = connection;
    this.rawReadings = rawReadings;
    this.dictionary = dictionary;
  }

  static TickTransaction begin(
      DataSource dataSource, RawReadings rawReadings, Dictionary dictionary) throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return new TickTransaction(connection, rawReadings, dictionary);
  }

  void write(TickBatch batch) throws SQLException {
    OffsetRows.advance(connection, batch.topic(), batch.partitions());
    if (batch.ticks().findAny().isPresent()) {
      TickKeys ofBatch = dictionary.keys(connection, batch);
      HostTickRows.write(connection, batch.partitions(), ofBatch);
      FamilyTickRows.write(connection, batch, ofBatch);
      if (rawReadings == RawReadings.KEPT) {
        WorkerReadingRows.write(connection, batch, ofBatch);
      }
      LifecycleEventRows.write(connection, batch, ofBatch);
      ReloadRows.write(connection, batch, ofBatch);
      HostDayRows.write(connection, batch.partitions(), ofBatch);
      keys.add(ofBatch);
      batch.partitions().forEach(this::addUp);
    }
  }

  private void addUp(PartitionBatch batch) {
    PartialRollups before =
        rollups.putIfAbsent(batch.partition(), batch.rollups().withoutHostDays());
    if (before != null) {
      before.take(batch.rollups());
    }
  }

  /** How many roll-ups with sketches wait for its end. */
  int waitingSketches() {
    return rollups.values().stream().mapToInt(PartialRollups::size).sum();
  }

  void commit() throws SQLException {
    RollupRows.merge(connection, rollups, keys);
    connection.commit();
    dictionary.remember(keys);
    connection.close();
  }

  /** Nothing is kept of it; what fails now is told as part of why. */
  void undo(Exception cause) {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
