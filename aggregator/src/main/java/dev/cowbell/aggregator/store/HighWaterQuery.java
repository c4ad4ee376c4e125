package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Rebuilds the high-water marks of partitions from the ticks that are stored. */
final class HighWaterQuery {

  private static final String SELECT =
      """
      SELECT t.kafka_partition, h.host_id, t.boot_id, max(t.sequence)
      FROM host_tick t JOIN host h USING (host_key)
      WHERE t.kafka_partition = ANY (?) AND t.collected_at >= ?
      GROUP BY t.kafka_partition, h.host_id, t.boot_id
      """;

  private HighWaterQuery() {}

  static Map<Integer, Map<HostBoot, Long>> read(
      Connection connection, Set<Integer> partitions, Instant since) throws SQLException {
    Map<Integer, Map<HostBoot, Long>> marks = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setArray(1, connection.createArrayOf("integer", partitions.toArray()));
      select.setObject(2, OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          var boot = new HostBoot(found.getString(2), found.getObject(3, UUID.class));
          marks.computeIfAbsent(found.getInt(1), p -> new HashMap<>()).put(boot, found.getLong(4));
        }
      }
    }
    return marks;
  }
}
