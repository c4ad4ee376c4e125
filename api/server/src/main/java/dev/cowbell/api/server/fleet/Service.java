package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;
import java.util.List;

/**
 * One service, as its hosts ran it at their last ticks.
 *
 * @param arms its arms by name
 * @param simulated whether any of its hosts is simulated
 */
public record Service(
    String name, List<String> arms, int hostCount, int workerCount, boolean simulated) {
  private static final String COLUMNS =
      "SELECT name, arms, host_count, worker_count, simulated FROM api.service ";
  static final String PAGE = COLUMNS + "WHERE name > ? ORDER BY name LIMIT ?";
  static final String ONE = COLUMNS + "WHERE name = ?";

  /** Hardware classes on which it runs now. */
  static final String CLASSES =
      """
      SELECT DISTINCT class_name FROM api.family_latest WHERE service_name = ? ORDER BY class_name
      """;

  /** Hardware classes on which it ever ran: asked only where it runs on none now. */
  static final String PAST_CLASSES =
      """
      SELECT DISTINCT class_name FROM api.sharing_rollup WHERE service_name = ? ORDER BY class_name
      """;

  static Service read(Row row) {
    return new Service(
        row.text("name"),
        row.texts("arms"),
        row.smallNumber("host_count"),
        row.smallNumber("worker_count"),
        row.flag("simulated"));
  }
}
