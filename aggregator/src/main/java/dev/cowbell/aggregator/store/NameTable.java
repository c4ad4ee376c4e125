package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names and their keys in a table that only grows. */
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

  boolean know(Set<String> names) {
    return committed.keySet().containsAll(names);
  }

  /**
   * Inserts those that are new and reads the keys of all; on a connection that commits by itself.
   */
  void learn(Connection connection, Set<String> names) throws SQLException {
    var array = connection.createArrayOf("text", names.toArray());
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setArray(1, array);
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setArray(1, array);
      committed.putAll(read(statement));
    }
  }

  /** Of names that are known. */
  Map<String, Integer> keys(Set<String> names) {
    Map<String, Integer> keys = new HashMap<>();
    names.forEach(name -> keys.put(name, TickKeys.found(committed, name)));
    return keys;
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
