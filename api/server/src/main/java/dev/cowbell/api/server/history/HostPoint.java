package dev.cowbell.api.server.history;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A host over one bin of time.
 *
 * @param availableLeastBytes least MemAvailable; absent where the kernel did not say
 * @param diskBusiest greatest share of an interval in which a disk was busy, 0 to 1
 * @param majorFaultsPerSecond of all families; absent in a bin without one
 * @param collectorCpuShare of one core, by Cowbell's own collector
 */
public record HostPoint(
    Instant at,
    int ticks,
    double totalBytes,
    double anonymousBytes,
    double pageCacheBytes,
    double pageCacheLeastBytes,
    OptionalDouble availableLeastBytes,
    OptionalDouble diskBusiest,
    OptionalDouble majorFaultsPerSecond,
    long gapTicks,
    double collectorCpuShare,
    double collectorRssBytes) {
  static final String OF_HOST =
      """
      WITH tick AS (
        SELECT date_bin(?::interval, collected_at, ?) AS at, count(*) AS ticks, max(memory_total_bytes) AS total,
               avg(anonymous_bytes) AS anonymous, avg(page_cache_bytes) AS page_cache, min(page_cache_bytes) AS page_cache_least,
               min(available_bytes) AS available_least, max(disk_busy_ratio)::float8 AS disk_busiest, sum(gap_ticks) AS gaps,
               sum(collector_cpu_micros)::float8 / nullif(sum(interval_millis) * 1000, 0) AS collector_share,
               max(collector_rss_bytes) AS collector_rss, sum(interval_millis) AS millis
        FROM api.host_history WHERE host_id = ? AND collected_at >= ? AND collected_at < ?
        GROUP BY 1
      ), fault AS (
        SELECT date_bin(?::interval, collected_at, ?) AS at, sum(major_faults_delta) AS major
        FROM api.family_history WHERE host_id = ? AND collected_at >= ? AND collected_at < ?
        GROUP BY 1
      )
      SELECT t.*, f.major * 1000.0 / nullif(t.millis, 0) AS major_per_second
      FROM tick t LEFT JOIN fault f USING (at)
      ORDER BY t.at
      """;

  static HostPoint read(Row row) {
    return new HostPoint(
        row.requiredInstant("at"),
        row.smallNumber("ticks"),
        row.fraction("total"),
        row.fraction("anonymous"),
        row.fraction("page_cache"),
        row.fraction("page_cache_least"),
        optional(row, "available_least"),
        optional(row, "disk_busiest"),
        optional(row, "major_per_second"),
        row.number("gaps"),
        row.fraction("collector_share"),
        row.fraction("collector_rss"));
  }

  static OptionalDouble optional(Row row, String column) {
    return row.isNull(column) ? OptionalDouble.empty() : OptionalDouble.of(row.fraction(column));
  }
}
