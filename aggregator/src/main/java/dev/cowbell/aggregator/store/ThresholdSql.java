package dev.cowbell.aggregator.store;

/** The statements that read what thresholds rest on. */
final class ThresholdSql {

  /**
   * One row per worker and hour, or age bucket in its first hour: the last reading there, and the
   * first one of all. A sample of hosts by hash, so that it stays the same from pass to pass.
   */
  static final String LIVES =
      """
      WITH about AS (
        SELECT (SELECT service_key FROM service WHERE name = ?) AS service_key,
          (SELECT class_key FROM hardware_class WHERE name = ?) AS class_key
      ), sampled AS (
        SELECT h.host_key, h.host_id FROM host h, about a
        WHERE h.class_key = a.class_key AND EXISTS (
          SELECT FROM worker_reading r
          WHERE r.host_key = h.host_key AND r.service_key = a.service_key AND r.class_key = a.class_key AND r.collected_at >= ?)
        ORDER BY md5(h.host_id) LIMIT ?
      ), edge AS (
        SELECT array_agg(from_seconds ORDER BY from_seconds) AS seconds FROM api.age_bucket
      ), thinned AS (
        SELECT s.host_id, r.master_pid, r.master_start_ticks, r.pid, r.start_ticks,
          max(ARRAY[r.age_seconds::double precision, r.sharing_loss_bytes, r.private_growth_bytes,
            extract(epoch FROM r.collected_at)::double precision]) AS last
        FROM worker_reading r JOIN sampled s USING (host_key), about a, edge e
        WHERE r.service_key = a.service_key AND r.class_key = a.class_key AND r.collected_at >= ?
          AND r.sharing_loss_bytes IS NOT NULL AND r.private_growth_bytes IS NOT NULL
        GROUP BY s.host_id, r.master_pid, r.master_start_ticks, r.pid, r.start_ticks,
          CASE WHEN r.age_seconds < 3600 THEN width_bucket(r.age_seconds::double precision, e.seconds)
            ELSE 1000 + floor(extract(epoch FROM r.collected_at) / 3600)::integer END
      )
      SELECT host_id, array_agg(last[1] ORDER BY last[1]), array_agg(last[2] ORDER BY last[1]), array_agg(last[3] ORDER BY last[1]),
        min(last[4] - last[1])
      FROM thinned GROUP BY host_id, master_pid, master_start_ticks, pid, start_ticks
      ORDER BY host_id, min(last[4] - last[1]), pid
      """;

  /** The 95th percentile of a host's ticks at which the service ran there. */
  static final String LOADS =
      """
      WITH about AS (
        SELECT (SELECT service_key FROM service WHERE name = ?) AS service_key,
          (SELECT class_key FROM hardware_class WHERE name = ?) AS class_key
      ), family AS (
        SELECT f.host_key, f.collected_at, sum(f.cpu_micros_delta) AS cpu_micros
        FROM family_tick f, about a WHERE f.class_key = a.class_key AND f.collected_at >= ?
        GROUP BY f.host_key, f.collected_at HAVING bool_or(f.service_key = a.service_key)
      )
      SELECT h.host_id,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY 1 - t.available_bytes::double precision / t.memory_total_bytes),
        percentile_cont(0.95) WITHIN GROUP (ORDER BY f.cpu_micros / (t.interval_millis * 1000.0::double precision * c.cores))
          FILTER (WHERE t.interval_millis > 0),
        percentile_cont(0.95) WITHIN GROUP (ORDER BY t.memory_pressure),
        percentile_cont(0.95) WITHIN GROUP (ORDER BY t.cpu_pressure)
      FROM host_tick t
      JOIN family f USING (host_key, collected_at)
      JOIN host h USING (host_key)
      JOIN hardware_class c ON c.class_key = h.class_key
      WHERE t.collected_at >= ?
      GROUP BY h.host_id
      """;

  /** footprint_source 1 is a cgroup that the family owns. */
  static final String CHARGES =
      """
      SELECT h.host_id, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY f.footprint_bytes), max(f.footprint_bytes)
      FROM family_tick f JOIN host h USING (host_key)
      WHERE f.service_key = (SELECT service_key FROM service WHERE name = ?)
        AND f.class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
        AND f.collected_at >= ? AND f.footprint_source = 1 AND f.footprint_bytes IS NOT NULL
      GROUP BY h.host_id, f.master_pid, f.master_start_ticks
      """;

  static final String WORKERS_NOW =
      """
      WITH worker AS (
        SELECT max(ARRAY[extract(epoch FROM collected_at)::double precision, uss_bytes, still_shared_bytes]) AS last
        FROM worker_reading
        WHERE service_key = (SELECT service_key FROM service WHERE name = ?)
          AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
          AND collected_at >= ? AND uss_bytes IS NOT NULL AND sharing_loss_bytes IS NOT NULL
        GROUP BY host_key, master_pid, master_start_ticks, pid, start_ticks
        HAVING max(collected_at) >= ?
      )
      SELECT last[2], last[3] FROM worker
      """;

  /** One row per host, arm and day, of ticks at which no family but those of one arm ran there. */
  static final String CPI =
      """
      WITH about AS (
        SELECT (SELECT service_key FROM service WHERE name = ?) AS service_key,
          (SELECT class_key FROM hardware_class WHERE name = ?) AS class_key, ?::timestamptz AS now
      ), alone AS (
        SELECT f.host_key, f.collected_at, min(f.arm_key) AS arm_key
        FROM family_tick f, about a WHERE f.class_key = a.class_key AND f.collected_at >= ?
        GROUP BY f.host_key, f.collected_at, a.service_key
        HAVING bool_and(f.service_key = a.service_key) AND count(DISTINCT f.arm_key) = 1
      )
      SELECT h.host_id, arm.name, floor(extract(epoch FROM a.now - t.collected_at) / 86400)::integer AS days_ago, count(*),
        avg(t.cycles::double precision / t.instructions), avg((t.cycles::double precision / t.instructions) ^ 2)
      FROM host_tick t
      JOIN alone USING (host_key, collected_at)
      JOIN host h USING (host_key)
      JOIN arm USING (arm_key), about a
      WHERE t.collected_at >= ? AND t.instructions > 0 AND t.cycles > 0
      GROUP BY h.host_id, arm.name, days_ago
      """;

  private ThresholdSql() {}
}
