package dev.cowbell.aggregator.store;

/**
 * The statements that read evidence. Readings are grouped to one row per worker in one scan,
 * whatever the planner knows of the tables: on a fresh database it knows nothing.
 */
final class EvidenceSql {

  static final String TICK_COVERAGE =
      """
      WITH run AS (
        SELECT DISTINCT service_key, class_key, host_key FROM family_tick WHERE collected_at >= ?
      ), ticks AS (
        SELECT host_key, count(*) AS arrived,
          extract(epoch FROM max(collected_at) - min(collected_at)) * 1000 AS span_millis,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY interval_millis) FILTER (WHERE interval_millis > 0) AS step_millis
        FROM host_tick WHERE collected_at >= ? GROUP BY host_key
      )
      SELECT s.name, c.name, sum(t.arrived)::double precision / sum(greatest(t.arrived, 1 + round(t.span_millis / t.step_millis)))
      FROM run
      JOIN ticks t USING (host_key)
      JOIN service s USING (service_key)
      JOIN hardware_class c USING (class_key)
      GROUP BY s.name, c.name ORDER BY s.name, c.name
      """;

  static final String ARMS =
      """
      WITH worker AS (
        SELECT arm_key, max(age_seconds) AS greatest_age
        FROM worker_reading
        WHERE service_key = (SELECT service_key FROM service WHERE name = ?)
          AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
          AND collected_at >= ? AND sharing_loss_bytes IS NOT NULL
        GROUP BY arm_key, host_key, pid, start_ticks
      )
      SELECT a.name, max(greatest_age), count(*) FROM worker JOIN arm a USING (arm_key) GROUP BY a.name
      """;

  /**
   * The last reading that can be used; else the last with figures, however old the worker was; else
   * the last of any kind. Arrays compare by their first element, so the greatest holds the figures
   * of the last reading.
   */
  static final String WORKERS_AT_AGE =
      """
      WITH reading AS (
        SELECT host_key, master_pid, master_start_ticks, pid, start_ticks, age_seconds, sharing_loss_bytes,
          ARRAY[extract(epoch FROM collected_at)::double precision, age_seconds, sharing_loss_bytes, private_growth_bytes] AS figures
        FROM worker_reading
        WHERE service_key = (SELECT service_key FROM service WHERE name = ?)
          AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
          AND arm_key = (SELECT arm_key FROM arm WHERE name = ?)
          AND collected_at >= ?
      ), worker AS (
        SELECT host_key, master_pid, master_start_ticks,
          coalesce(
            max(figures) FILTER (WHERE sharing_loss_bytes IS NOT NULL AND age_seconds <= ?),
            max(figures) FILTER (WHERE sharing_loss_bytes IS NOT NULL),
            max(figures)) AS figures
        FROM reading GROUP BY host_key, master_pid, master_start_ticks, pid, start_ticks
      )
      SELECT h.host_id, master_pid || '/' || master_start_ticks, figures[2], figures[3], figures[4], h.simulated
      FROM worker JOIN host h USING (host_key)
      """;

  /** With OFFSET the index is asked for each host; else the planner reads all that is stored. */
  static final String HOSTS =
      """
      SELECT h.host_id, t.memory_total_bytes, t.available_bytes,
        CASE WHEN count(f.footprint_bytes) = count(*) THEN sum(f.footprint_bytes) END,
        sum(f.master_anonymous_bytes), sum(f.worker_count), h.simulated
      FROM host h
      JOIN hardware_class c USING (class_key)
      JOIN LATERAL (
        SELECT * FROM host_tick t WHERE t.host_key = h.host_key AND t.collected_at >= ? ORDER BY t.collected_at DESC LIMIT 1
      ) t ON true
      JOIN LATERAL (
        SELECT * FROM family_tick f WHERE f.host_key = h.host_key AND f.collected_at = t.collected_at OFFSET 0
      ) f ON true
      JOIN service s USING (service_key)
      WHERE s.name = ? AND c.name = ? AND f.class_key = c.class_key
      GROUP BY h.host_id, t.memory_total_bytes, t.available_bytes, h.simulated
      """;

  private EvidenceSql() {}
}
