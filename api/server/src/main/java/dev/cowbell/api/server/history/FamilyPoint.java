package dev.cowbell.api.server.history;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A family over one bin of time: means over its ticks.
 *
 * @param footprintBytes what it cost; absent where that could not be computed
 * @param pssSumBytes sum of proportional set sizes; absent where not all were read
 */
public record FamilyPoint(
    Instant at,
    String arm,
    double workers,
    OptionalDouble footprintBytes,
    OptionalDouble pssSumBytes,
    double rssSumBytes,
    double masterAnonymousBytes) {
  static final String OF_FAMILY =
      """
      SELECT date_bin(?::interval, collected_at, ?) AS at, max(arm_name) AS arm_name, avg(worker_count)::float8 AS workers,
             avg(footprint_bytes)::float8 AS footprint, avg(pss_sum_bytes)::float8 AS pss,
             avg(rss_sum_bytes)::float8 AS rss, avg(master_anonymous_bytes)::float8 AS master_anonymous
      FROM api.family_history
      WHERE host_id = ? AND master_pid = ? AND master_start_ticks = ? AND collected_at >= ? AND collected_at < ?
      GROUP BY 1
      ORDER BY 1
      """;

  static FamilyPoint read(Row row) {
    return new FamilyPoint(
        row.requiredInstant("at"),
        row.text("arm_name"),
        row.fraction("workers"),
        HostPoint.optional(row, "footprint"),
        HostPoint.optional(row, "pss"),
        row.fraction("rss"),
        row.fraction("master_anonymous"));
  }
}
