package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;

/**
 * Hosts that are alike for advice.
 *
 * @param memoryBytes memory, rounded to the size it was sold as
 * @param hostCount hosts known in it
 */
public record HardwareClass(
    String name, String generation, int cores, long memoryBytes, int hostCount) {
  static final String PAGE =
      """
      SELECT name, generation, cores, memory_bytes, host_count
      FROM api.hardware_class
      WHERE name > ?
      ORDER BY name
      LIMIT ?
      """;

  static final String ONE =
      "SELECT name, generation, cores, memory_bytes, host_count FROM api.hardware_class WHERE name = ?";

  static HardwareClass read(Row row) {
    return read(row, "name");
  }

  static HardwareClass read(Row row, String nameColumn) {
    return new HardwareClass(
        row.text(nameColumn),
        row.text("generation"),
        row.smallNumber("cores"),
        row.number("memory_bytes"),
        row.smallNumber("host_count"));
  }
}
