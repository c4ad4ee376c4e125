package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;

/**
 * One span of a series.
 *
 * @param mean bytes per worker, over the readings
 * @param simulated whether simulated readings are among them
 */
record SeriesPoint(Instant at, double mean, long readings, boolean simulated) {
  /** Arms of which anything was read. */
  static final String ARMS =
      """
      SELECT DISTINCT arm_name FROM api.sharing_rollup
      WHERE service_name = ? AND class_name = ? AND bucket_at >= ? AND bucket_at < ?
      ORDER BY arm_name
      """;

  static SeriesPoint read(Row row) {
    return new SeriesPoint(
        row.requiredInstant("at"),
        row.fraction("mean"),
        row.number("readings"),
        row.flag("simulated"));
  }
}
