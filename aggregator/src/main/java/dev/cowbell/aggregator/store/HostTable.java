package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.OptionalInt;

/** Hosts, their keys, and what is kept of them; written only when it changes. */
final class HostTable {

  /**
   * In order of their id, so that two instances never wait for each other in a circle. The planner
   * keeps the order of the arrays.
   */
  private static final String UPSERT =
      """
      INSERT INTO host (host_id, hostname, class_key, kernel, labels, simulated)
      SELECT host_id, hostname, class_key, kernel, labels::jsonb, simulated
      FROM unnest(?, ?, ?, ?, ?, ?) AS h (host_id, hostname, class_key, kernel, labels, simulated)
      ORDER BY host_id
      ON CONFLICT (host_id) DO UPDATE SET hostname = excluded.hostname, class_key = excluded.class_key,
        kernel = excluded.kernel, labels = excluded.labels, simulated = excluded.simulated
      RETURNING host_id, host_key
      """;

  private final HostMemo committed = new HostMemo();

  /** Keys of hosts, and of which of them the row was written because something has changed. */
  record Hosts(Map<String, Integer> keys, List<Entry<String, HostFacts>> changed) {

    /** Of a host that changed in both what the later ones say counts. */
    void addChanged(Hosts later) {
      for (var host : later.changed) {
        keys.put(host.getKey(), TickKeys.found(later.keys, host.getKey()));
        changed.add(host);
      }
    }
  }

  Hosts hosts(
      Connection connection, Map<String, HostFacts> hosts, Map<HardwareClass, Integer> classes)
      throws SQLException {
    Map<String, Integer> keys = HashMap.newHashMap(hosts.size());
    List<Entry<String, HostFacts>> changed = new ArrayList<>();
    for (var host : hosts.entrySet()) {
      OptionalInt known = committed.unchanged(host.getKey(), host.getValue());
      if (known.isPresent()) {
        keys.put(host.getKey(), known.getAsInt());
      } else {
        changed.add(host);
      }
    }
    if (!changed.isEmpty()) {
      upsert(connection, changed, classes, keys);
    }
    return new Hosts(keys, changed);
  }

  /** To be called once the rows have been committed. */
  void remember(Hosts hosts) {
    for (var host : hosts.changed) {
      committed.remember(host.getKey(), TickKeys.found(hosts.keys, host.getKey()), host.getValue());
    }
  }

  private static void upsert(
      Connection connection,
      List<Entry<String, HostFacts>> hosts,
      Map<HardwareClass, Integer> classes,
      Map<String, Integer> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      new ArrayColumns<>(connection, statement, hosts)
          .text(Entry::getKey)
          .text(host -> host.getValue().hostname())
          .int4(host -> TickKeys.found(classes, host.getValue().hardwareClass()))
          .text(host -> host.getValue().kernel())
          .text(host -> JsonText.object(host.getValue().labels()))
          .bool(host -> host.getValue().simulated());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          keys.put(row.getString(1), row.getInt(2));
        }
      }
    }
  }
}
