package dev.cowbell.api.server.history;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;

/**
 * What a family of an arm cost, in bytes per worker, around one moment.
 *
 * @param families what it rests on
 * @param low exceeded by nine of ten families
 * @param high exceeded by one of ten
 */
public record FootprintBand(
    String arm, Instant at, int families, double low, double median, double high) {
  /**
   * At each moment the families of a sample of hosts, each at its host's last tick before it: the
   * cost does not grow with the fleet. Hosts are taken by the hash of their names, so always the
   * same. One tick after the other, said by MATERIALIZED and OFFSET 0: left to itself the planner
   * reads every tick of a host for each moment, since it cannot know how few a moment has.
   */
  static final String OF_SERVICE =
      """
      WITH sample AS MATERIALIZED (
        SELECT host_id FROM api.family_latest WHERE service_name = ? AND class_name = ?
        GROUP BY host_id ORDER BY md5(host_id) LIMIT %d
      ), tick AS MATERIALIZED (
        SELECT s.host_id, m.at, t.collected_at
        FROM sample s
        CROSS JOIN generate_series(?::timestamptz + ?::interval, ?::timestamptz, ?::interval) m(at)
        JOIN LATERAL (
          SELECT h.collected_at FROM api.host_history h
          WHERE h.host_id = s.host_id AND h.collected_at > m.at - ?::interval AND h.collected_at <= m.at
          ORDER BY h.collected_at DESC LIMIT 1) t ON true
      )
      SELECT t.at, f.arm_name, count(*) AS families,
             percentile_cont(0.1) WITHIN GROUP (ORDER BY f.footprint_bytes::float8 / f.worker_count) AS low,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY f.footprint_bytes::float8 / f.worker_count) AS median,
             percentile_cont(0.9) WITHIN GROUP (ORDER BY f.footprint_bytes::float8 / f.worker_count) AS high
      FROM tick t
      JOIN LATERAL (
        SELECT arm_name, footprint_bytes, worker_count FROM api.family_history f
        WHERE f.host_id = t.host_id AND f.collected_at = t.collected_at AND f.service_name = ? AND f.class_name = ?
        OFFSET 0) f ON true
      WHERE f.footprint_bytes IS NOT NULL AND f.worker_count > 0
      GROUP BY t.at, f.arm_name
      ORDER BY f.arm_name, t.at
      """
          .formatted(HistoryViews.SAMPLE_HOSTS);

  static FootprintBand read(Row row) {
    return new FootprintBand(
        row.text("arm_name"),
        row.requiredInstant("at"),
        row.smallNumber("families"),
        row.fraction("low"),
        row.fraction("median"),
        row.fraction("high"));
  }
}
