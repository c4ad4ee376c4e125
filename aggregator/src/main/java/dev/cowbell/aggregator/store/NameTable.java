package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Names and their keys in a table that only grows. Keys are remembered once the transaction that
 * found them has been committed.
 */
final class NameTable {

  private final String insert;
  private final String select;
  private final Map<String, Integer> committed = new ConcurrentHashMap<>();

  /**
   * Rows are inserted in order of name, so that two instances never wait for each other in a
   * circle.
   */
  NameTable(String table, String keyColumn) {
    insert =
        "INSERT INTO %s (name) SELECT n FROM unnest(?) AS n ORDER BY n ON CONFLICT DO NOTHING"
            .formatted(table);
    select = "SELECT name, %s FROM %s WHERE name = ANY (?)".formatted(keyColumn, table);
  }

  Map<String, Integer> keys(Connection connection, Set<String> names) throws SQLException {
    Map<String, Integer> keys = new HashMap<>();
    Set<String> unknown =
        names.stream().filter(n -> !committed.containsKey(n)).collect(Collectors.toSet());
    names.stream().filter(n -> !unknown.contains(n)).forEach(n -> keys.put(n, key(n)));
    if (!unknown.isEmpty()) {
      keys.putAll(insertAndRead(connection, unknown));
    }
    return keys;
  }

  void remember(Map<String, Integer> keys) {
    committed.putAll(keys);
  }

  private Integer key(String name) {
    return TickKeys.found(committed, name);
  }

  private Map<String, Integer> insertAndRead(Connection connection, Set<String> names)
      throws SQLException {
    var array = connection.createArrayOf("text", names.toArray());
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setArray(1, array);
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setArray(1, array);
      return read(statement);
    }
  }

  private static Map<String, Integer> read(PreparedStatement statement) throws SQLException {
    Map<String, Integer> keys = new HashMap<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        keys.put(found.getString(1), found.getInt(2));
      }
    }
    return keys;
  }
}
