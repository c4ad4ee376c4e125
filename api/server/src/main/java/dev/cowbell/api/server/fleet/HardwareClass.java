package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.listing.Field;
import dev.cowbell.api.server.listing.FieldType;
import dev.cowbell.api.server.listing.Listing;
import java.util.List;

/**
 * Hosts that are alike for advice.
 *
 * @param memoryBytes memory, rounded to the size it was sold as
 * @param hostCount hosts known in it
 */
public record HardwareClass(
    String name, String generation, int cores, long memoryBytes, int hostCount) {
  static final String ALL =
      "SELECT name, generation, cores, memory_bytes, host_count FROM api.hardware_class";

  /** What callers may say about the list of hardware classes. */
  public static final Listing LISTING =
      new Listing(
          "hardware classes",
          List.of(
              Field.of("name", FieldType.TEXT),
              Field.of("generation", FieldType.TEXT),
              Field.of("cores", FieldType.NUMBER),
              Field.of("memory_bytes", FieldType.NUMBER),
              Field.of("host_count", FieldType.NUMBER)),
          List.of("name"));

  /** Its value of a field of {@link #LISTING}. */
  List<String> values(Field field) {
    return List.of(
        switch (field.name()) {
          case "name" -> name;
          case "generation" -> generation;
          case "cores" -> Integer.toString(cores);
          case "memory_bytes" -> Long.toString(memoryBytes);
          case "host_count" -> Integer.toString(hostCount);
          default -> throw new IllegalArgumentException("no field " + field.name());
        });
  }

  static final String ONE =
      "SELECT name, generation, cores, memory_bytes, host_count FROM api.hardware_class WHERE name"
          + " = ?";

  static final String BY_NAME = ALL + " ORDER BY name LIMIT 500";

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
