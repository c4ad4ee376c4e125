package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hardware classes and their keys. */
final class HardwareClassTable {

  private static final String INSERT =
      "INSERT INTO hardware_class (name, generation, cores, memory_bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String SELECT = "SELECT class_key FROM hardware_class WHERE name = ?";

  private final Map<HardwareClass, Integer> committed = new ConcurrentHashMap<>();

  Map<HardwareClass, Integer> keys(Connection connection, Set<HardwareClass> classes)
      throws SQLException {
    Map<HardwareClass, Integer> keys = new HashMap<>();
    List<HardwareClass> ordered =
        classes.stream().sorted(Comparator.comparing(HardwareClass::name)).toList();
    for (HardwareClass hardwareClass : ordered) {
      Integer known = committed.get(hardwareClass);
      keys.put(hardwareClass, known == null ? insertAndRead(connection, hardwareClass) : known);
    }
    return keys;
  }

  void remember(Map<HardwareClass, Integer> keys) {
    committed.putAll(keys);
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
