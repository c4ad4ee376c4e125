package dev.cowbell.api.server.history;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;

/** What the families of a service cost on one whole day, in bytes per host that ran them. */
public record DayTotal(Instant day, int hosts, double bytesPerHost) {
  /** An empty service or class stands for all; the day that has not ended is left out. */
  static final String MATCHING =
      """
      SELECT d.day_at, count(DISTINCT d.host_id) AS hosts,
             sum(d.footprint_sum / d.readings) / count(DISTINCT d.host_id) AS bytes_per_host
      FROM api.host_day_footprint d
      WHERE MATCHING
        AND d.day_at >= ? AND d.day_at < date_trunc('day', ?::timestamptz, 'UTC') AND d.readings > 0
      GROUP BY d.day_at
      ORDER BY d.day_at
      """;

  static DayTotal read(Row row) {
    return new DayTotal(
        row.requiredInstant("day_at"), row.smallNumber("hosts"), row.fraction("bytes_per_host"));
  }
}
