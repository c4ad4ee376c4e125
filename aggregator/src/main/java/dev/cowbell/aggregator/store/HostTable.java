package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts, their keys, and what is kept of them; written only when it changes. */
final class HostTable {

  private record Known(int key, HostFacts facts) {}

  private static final String UPSERT =
      """
      INSERT INTO host (host_id, hostname, class_key, kernel, labels, simulated) VALUES (?, ?, ?, ?, ?::jsonb, ?)
      ON CONFLICT (host_id) DO UPDATE SET hostname = excluded.hostname, class_key = excluded.class_key,
        kernel = excluded.kernel, labels = excluded.labels, simulated = excluded.simulated
      RETURNING host_key
      """;

  private final Map<String, Known> committed = new ConcurrentHashMap<>();

  /**
   * Hosts are written in order of their id, so that two instances never wait for each other in a
   * circle.
   */
  Map<String, Integer> keys(
      Connection connection, Map<String, HostFacts> hosts, Map<HardwareClass, Integer> classes)
      throws SQLException {
    Map<String, Integer> keys = new HashMap<>();
    for (var host : new TreeMap<>(hosts).entrySet()) {
      Known known = committed.get(host.getKey());
      boolean unchanged = known != null && known.facts().equals(host.getValue());
      keys.put(
          host.getKey(),
          known != null && unchanged
              ? known.key()
              : upsert(connection, host.getKey(), host.getValue(), classes));
    }
    return keys;
  }

  void remember(Map<String, HostFacts> hosts, Map<String, Integer> keys) {
    hosts.forEach((id, facts) -> committed.put(id, new Known(TickKeys.found(keys, id), facts)));
  }

  private static int upsert(
      Connection connection, String id, HostFacts facts, Map<HardwareClass, Integer> classes)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      statement.setString(1, id);
      statement.setString(2, facts.hostname());
      statement.setInt(3, TickKeys.found(classes, facts.hardwareClass()));
      statement.setString(4, facts.kernel());
      statement.setString(5, JsonText.object(facts.labels()));
      statement.setBoolean(6, facts.simulated());
      try (ResultSet found = statement.executeQuery()) {
        found.next();
        return found.getInt(1);
      }
    }
  }
}
