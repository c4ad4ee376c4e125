package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code consumer_offset}: where each partition stands, and the fence against late writers.
 */
final class OffsetRows {

  private static final String INSERT_MISSING =
      """
      INSERT INTO consumer_offset (topic, kafka_partition, next_offset)
      SELECT ?, p, 0 FROM unnest(?) AS p ORDER BY p
      ON CONFLICT DO NOTHING
      """;

  private static final String SELECT =
      """
      SELECT kafka_partition, next_offset, stored, rejected, duplicate
      FROM consumer_offset WHERE topic = ? AND kafka_partition = ANY (?)
      """;

  private static final String ADVANCE =
      """
      UPDATE consumer_offset
      SET next_offset = ?, accepted = accepted + ?, stored = stored + ?, rejected = rejected + ?, duplicate = duplicate + ?,
        newest_at = greatest(newest_at, ?)
      WHERE topic = ? AND kafka_partition = ? AND next_offset = ?
      """;

  private OffsetRows() {}

  static Map<Integer, PartitionStart> open(
      Connection connection, String topic, Set<Integer> partitions) throws SQLException {
    var array = connection.createArrayOf("integer", partitions.toArray());
    try (PreparedStatement insert = connection.prepareStatement(INSERT_MISSING)) {
      insert.setString(1, topic);
      insert.setArray(2, array);
      insert.executeUpdate();
    }
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, topic);
      select.setArray(2, array);
      return rows(select);
    }
  }

  private static Map<Integer, PartitionStart> rows(PreparedStatement select) throws SQLException {
    Map<Integer, PartitionStart> rows = new TreeMap<>();
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        var counts = new PartitionCounts(found.getLong(3), found.getLong(4), found.getLong(5));
        rows.put(found.getInt(1), new PartitionStart(found.getLong(2), counts));
      }
    }
    return rows;
  }

  /**
   * Goes first in a transaction: it locks the rows, in one order for all instances, and stops
   * whoever is late.
   */
  static void advance(Connection connection, String topic, List<PartitionBatch> batches)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
      for (PartitionBatch batch :
          batches.stream().sorted(Comparator.comparingInt(PartitionBatch::partition)).toList()) {
        advance(update, topic, batch);
      }
    }
  }

  private static void advance(PreparedStatement update, String topic, PartitionBatch batch)
      throws SQLException {
    update.setLong(1, batch.nextOffset());
    update.setLong(2, batch.counts().accepted());
    update.setLong(3, batch.counts().stored());
    update.setLong(4, batch.counts().rejected());
    update.setLong(5, batch.counts().duplicate());
    update.setObject(6, newest(batch), Types.TIMESTAMP_WITH_TIMEZONE);
    update.setString(7, topic);
    update.setInt(8, batch.partition());
    update.setLong(9, batch.expectedOffset());
    if (update.executeUpdate() != 1) {
      throw new StaleOffsetException(topic, batch.partition(), batch.expectedOffset());
    }
  }

  /** Null where there is none. */
  private static @Nullable Object newest(PartitionBatch batch) {
    return batch.ticks().stream()
        .map(AcceptedTick::collectedAt)
        .max(Comparator.naturalOrder())
        .map(Query::bound)
        .orElse(null);
  }
}
