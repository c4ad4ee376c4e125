package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hardware classes and their keys. */
final class HardwareClassTable {

  private static final String INSERT =
      "INSERT INTO hardware_class (name, generation, cores, memory_bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String SELECT = "SELECT class_key FROM hardware_class WHERE name = ?";

  private final Map<HardwareClass, Integer> committed = new ConcurrentHashMap<>();

  boolean know(Set<HardwareClass> classes) {
    return committed.keySet().containsAll(classes);
  }

  /** Inserts those that are new and reads their keys; on a connection that commits by itself. */
  void learn(Connection connection, Set<HardwareClass> classes) throws SQLException {
    for (HardwareClass hardwareClass : classes) {
      if (!committed.containsKey(hardwareClass)) {
        committed.put(hardwareClass, insertAndRead(connection, hardwareClass));
      }
    }
  }

  /** Of classes that are known. */
  Map<HardwareClass, Integer> keys(Set<HardwareClass> classes) {
    Map<HardwareClass, Integer> keys = new HashMap<>();
    classes.forEach(one -> keys.put(one, TickKeys.found(committed, one)));
    return keys;
  }

  private static int insertAndRead(Connection connection, HardwareClass hardwareClass)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, hardwareClass.name());
      insert.setString(2, hardwareClass.generation());
      insert.setInt(3, hardwareClass.cores());
      insert.setLong(4, hardwareClass.memoryBytes());
      insert.executeUpdate();
    }
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, hardwareClass.name());
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return found.getInt(1);
      }
    }
  }
}
