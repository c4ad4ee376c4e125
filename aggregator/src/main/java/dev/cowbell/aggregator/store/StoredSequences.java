package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Asks {@code host_tick} which sequence numbers it holds, by the index made for it. */
final class StoredSequences {

  private static final String MARKS =
      """
      SELECT k.host_id, k.boot_id,
        (SELECT max(t.sequence) FROM host_tick t WHERE t.host_key = h.host_key AND t.boot_id = k.boot_id)
      FROM unnest(?, ?) AS k (host_id, boot_id)
      JOIN host h USING (host_id)
      """;
  private static final String STORED =
      """
      SELECT k.n
      FROM unnest(?, ?, ?) WITH ORDINALITY AS k (host_id, boot_id, sequence, n)
      JOIN host h USING (host_id)
      WHERE EXISTS (
        SELECT FROM host_tick t
        WHERE t.host_key = h.host_key AND t.boot_id = k.boot_id AND t.sequence = k.sequence)
      """;

  private StoredSequences() {}

  static Map<HostBoot, Long> marks(Connection connection, Set<HostBoot> boots) throws SQLException {
    Map<HostBoot, Long> marks = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(MARKS)) {
      bind(connection, select, boots, Function.identity());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long mark = row.getLong(3);
          if (!row.wasNull()) {
            marks.put(new HostBoot(row.getString(1), row.getObject(2, UUID.class)), mark);
          }
        }
      }
    }
    return marks;
  }

  static Set<TickId> stored(Connection connection, Collection<TickId> ticks) throws SQLException {
    List<TickId> asked = List.copyOf(ticks);
    Set<TickId> stored = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(STORED)) {
      bind(connection, select, asked, TickId::boot);
      select.setArray(
          3, connection.createArrayOf("int8", asked.stream().map(TickId::sequence).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stored.add(asked.get((int) row.getLong(1) - 1));
        }
      }
    }
    return stored;
  }

  private static <T> void bind(
      Connection connection,
      PreparedStatement select,
      Collection<T> asked,
      Function<T, HostBoot> boot)
      throws SQLException {
    List<String> hosts = new ArrayList<>();
    List<UUID> boots = new ArrayList<>();
    for (T each : asked) {
      hosts.add(boot.apply(each).hostId());
      boots.add(boot.apply(each).bootId());
    }
    select.setArray(1, connection.createArrayOf("text", hosts.toArray()));
    select.setArray(2, connection.createArrayOf("uuid", boots.toArray()));
  }
}
