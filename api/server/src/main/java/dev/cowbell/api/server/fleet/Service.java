package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.listing.Field;
import dev.cowbell.api.server.listing.FieldType;
import dev.cowbell.api.server.listing.Listing;
import java.util.List;

/**
 * One service, as its hosts ran it at their last ticks.
 *
 * @param arms its arms by name
 * @param simulated whether any of its hosts is simulated
 */
public record Service(
    String name, List<String> arms, int hostCount, int workerCount, boolean simulated) {
  /** All of them: one pass over the fleet, however many there are. */
  static final String ALL =
      """
      SELECT s.name, coalesce(f.arms, '{}') AS arms, coalesce(f.host_count, 0) AS host_count,
             coalesce(f.worker_count, 0) AS worker_count, coalesce(f.simulated, false) AS simulated
      FROM api.service s
      LEFT JOIN (
        SELECT service_key, array_agg(DISTINCT arm_name ORDER BY arm_name) AS arms,
               count(DISTINCT host_key) AS host_count, sum(worker_count) AS worker_count,
               bool_or(simulated) AS simulated
        FROM api.family_latest
        GROUP BY service_key) f USING (service_key)
      """;

  static final String KNOWN = "SELECT name FROM api.service WHERE name = ?";

  /** Whether readings of it on this class were ever rolled up. */
  static final String RAN_ON =
      """
      SELECT true AS ran FROM api.sharing_rollup_whole WHERE service_name = ? AND class_name = ? LIMIT 1
      """;

  /** Hardware classes on which services run now: one pass over the fleet for all of them. */
  static final String CLASSES =
      """
      SELECT DISTINCT service_name, class_name FROM api.family_latest ORDER BY service_name, class_name
      """;

  /** Hardware classes on which it ever ran: asked only where it runs on none now. */
  static final String PAST_CLASSES =
      """
      SELECT DISTINCT class_name FROM api.sharing_rollup_whole WHERE service_name = ? ORDER BY class_name
      """;

  /** What callers may say about the list of services. */
  public static final Listing LISTING =
      new Listing(
          "services",
          List.of(
              Field.of("name", FieldType.TEXT),
              Field.of("host_count", FieldType.NUMBER),
              Field.of("worker_count", FieldType.NUMBER),
              Field.of("simulated", FieldType.TRUTH),
              Field.of("arms", FieldType.TEXTS)),
          List.of("name"));

  /** Its values of a field of {@link #LISTING}. */
  List<String> values(Field field) {
    return switch (field.name()) {
      case "name" -> List.of(name);
      case "host_count" -> List.of(Integer.toString(hostCount));
      case "worker_count" -> List.of(Integer.toString(workerCount));
      case "simulated" -> List.of(Boolean.toString(simulated));
      case "arms" -> arms;
      default -> throw new IllegalArgumentException("no field " + field.name());
    };
  }

  static Service read(Row row) {
    return new Service(
        row.text("name"),
        row.texts("arms"),
        row.smallNumber("host_count"),
        row.smallNumber("worker_count"),
        row.flag("simulated"));
  }
}
