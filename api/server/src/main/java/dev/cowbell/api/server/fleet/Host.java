package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.listing.Field;
import dev.cowbell.api.server.listing.FieldType;
import dev.cowbell.api.server.listing.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One host.
 *
 * @param lastTickAt when its last stored tick was collected; absent before the first
 * @param availableBytes MemAvailable at that tick
 * @param simulated whether it does not exist; whatever rests on it says so
 */
public record Host(
    String hostId,
    String hostname,
    String kernel,
    HardwareClass hardwareClass,
    Map<String, String> labels,
    Optional<Instant> lastTickAt,
    Figure availableBytes,
    boolean simulated) {
  private static final String COLUMNS =
      """
      SELECT h.host_id, h.hostname, h.kernel, h.simulated, h.class_name, c.generation, c.cores,
             c.memory_bytes, c.host_count, h.labels, h.last_tick_at, h.available_bytes, h.available_reason,
             ARRAY(SELECT l.key FROM jsonb_each_text(h.labels) l ORDER BY l.key) AS label_keys,
             ARRAY(SELECT l.value FROM jsonb_each_text(h.labels) l ORDER BY l.key) AS label_values
      FROM api.host h
      JOIN api.hardware_class c USING (class_key)
      """;

  static final String ALL = COLUMNS;

  /** What callers may say about the list of hosts. */
  public static final Listing LISTING =
      new Listing(
          "hosts",
          List.of(
              Field.of("host_id", FieldType.TEXT),
              Field.of("hostname", FieldType.TEXT),
              Field.of("kernel", FieldType.TEXT),
              new Field("hardware_class", FieldType.TEXT, "class_name"),
              Field.of("generation", FieldType.TEXT),
              Field.of("cores", FieldType.NUMBER),
              Field.of("memory_bytes", FieldType.NUMBER),
              Field.of("simulated", FieldType.TRUTH),
              Field.of("labels", FieldType.LABELS)),
          List.of("host_id"));

  static final String ONE = COLUMNS + "WHERE h.host_id = ?";

  /**
   * Hosts whose last tick holds a family that matches. An array, since the last ticks of all hosts
   * would be looked up for a join.
   */
  static final String MATCHING =
      COLUMNS
          + """
          WHERE h.host_id = ANY (ARRAY(SELECT f.host_id FROM api.family_latest f WHERE MATCHING))
          ORDER BY h.host_id
          """;

  static final String SILENT =
      COLUMNS + "WHERE h.last_tick_at < ? ORDER BY h.last_tick_at, h.host_id LIMIT ?";

  static final String AFTER =
      COLUMNS + "WHERE MATCHING AND h.host_id > ? ORDER BY h.host_id LIMIT ?";

  static Host read(Row row) {
    Optional<Instant> lastTickAt = row.instant("last_tick_at");
    return new Host(
        row.text("host_id"),
        row.text("hostname"),
        row.text("kernel"),
        HardwareClass.read(row, "class_name"),
        labels(row.texts("label_keys"), row.texts("label_values")),
        lastTickAt,
        row.figure("available_bytes", "available_reason"),
        row.flag("simulated"));
  }

  private static Map<String, String> labels(List<String> keys, List<String> values) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < keys.size(); i++) {
      labels.put(keys.get(i), values.get(i));
    }
    return labels;
  }
}
