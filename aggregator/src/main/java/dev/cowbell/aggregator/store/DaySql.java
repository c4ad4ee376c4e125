package dev.cowbell.aggregator.store;

/** The statements that read whole days. Services and classes are named by their keys. */
final class DaySql {

  /** Every arm of the last days, with its size on each. */
  static final String ARMS =
      """
      SELECT s.name, c.name, d.service_key, d.class_key, c.generation, c.memory_bytes, a.name, d.arm_key,
        array_agg((extract(epoch FROM d.day_at) / 86400)::bigint ORDER BY d.day_at),
        (SELECT (extract(epoch FROM min(f.day_at)) / 86400)::bigint FROM class_day_arm f
          WHERE f.service_key = d.service_key AND f.class_key = d.class_key AND f.arm_key = d.arm_key),
        (array_agg(d.hosts ORDER BY d.day_at DESC))[1], (array_agg(d.workers ORDER BY d.day_at DESC))[1],
        (array_agg(d.ticks ORDER BY d.day_at DESC))[1], (array_agg(d.ticks_expected ORDER BY d.day_at DESC))[1],
        bool_or(d.simulated_hosts > 0)
      FROM class_day_arm d
      JOIN service s USING (service_key)
      JOIN hardware_class c USING (class_key)
      JOIN arm a USING (arm_key)
      WHERE d.day_at >= ? AND d.day_at < ?
      GROUP BY s.name, c.name, d.service_key, d.class_key, c.generation, c.memory_bytes, a.name, d.arm_key
      ORDER BY s.name, c.name, a.name
      """;

  static final String SUMS =
      """
      SELECT a.name, (extract(epoch FROM d.day_at) / 86400)::bigint, d.age_bucket, d.hosts, d.readings, d.loss_sum, d.loss_sum_squares,
        d.growth_sum, d.growth_sum_squares, d.footprint_sum, d.footprint_sum_squares
      FROM class_day d JOIN arm a USING (arm_key)
      WHERE d.service_key = ? AND d.class_key = ? AND d.day_at = ANY (?::timestamptz[])
      """;

  /** By a hash, so that a limit takes a fair sample, and the same in every pass. */
  static final String HOSTS =
      """
      SELECT h.host_id FROM host_day_arm d JOIN host h USING (host_key)
      WHERE d.service_key = ? AND d.class_key = ? AND d.day_at >= ? GROUP BY h.host_id ORDER BY md5(h.host_id) LIMIT ?
      """;

  static final String EXPERIMENT =
      """
      SELECT e.experiment_key, e.seed, (extract(epoch FROM e.proposed_at) / 86400)::bigint, e.assigned_day, e.control_arm, e.treatment_arm,
        e.control_policy, e.treatment_policy, e.standard_ages, e.standard_weights,
        array_agg(p.control_host ORDER BY p.pair_number), array_agg(p.treatment_host ORDER BY p.pair_number)
      FROM experiment e JOIN experiment_pair p USING (experiment_key)
      WHERE e.service_key = ? AND e.class_key = ?
      GROUP BY e.experiment_key
      """;

  /** What hosts ran; their ages come by {@link #HOST_AGES}, since a join is planned badly. */
  static final String HOST_ARMS =
      """
      SELECT h.host_id, (extract(epoch FROM d.day_at) / 86400)::bigint, a.name, max(d.policy_name)
      FROM host_day_arm d JOIN host h USING (host_key) JOIN arm a USING (arm_key)
      WHERE d.service_key = ? AND d.class_key = ? AND d.day_at >= ?
        AND d.host_key = ANY (ARRAY(SELECT host_key FROM host WHERE host_id = ANY (?)))
      GROUP BY h.host_id, d.day_at, a.name
      ORDER BY h.host_id, d.day_at, a.name
      """;

  static final String HOST_AGES =
      """
      SELECT h.host_id, (extract(epoch FROM d.day_at) / 86400)::bigint, a.name, d.age_bucket, sum(d.readings)::bigint,
        sum(d.loss_sum) / sum(d.readings), sum(d.growth_sum) / sum(d.readings)
      FROM host_day d JOIN host h USING (host_key) JOIN arm a USING (arm_key)
      WHERE d.service_key = ? AND d.class_key = ? AND d.day_at >= ? AND d.readings > 0
        AND d.host_key = ANY (ARRAY(SELECT host_key FROM host WHERE host_id = ANY (?)))
      GROUP BY h.host_id, d.day_at, a.name, d.age_bucket
      """;

  static final String CHANGED =
      """
      SELECT h.host_id FROM host_day_arm d JOIN host h USING (host_key)
      WHERE d.service_key = ? AND d.class_key = ? AND d.day_at >= ?
      GROUP BY h.host_id HAVING count(DISTINCT d.arm_key) > 1 ORDER BY md5(h.host_id) LIMIT ?
      """;

  static final String COUNTERS =
      """
      SELECT h.host_id, a.name, (extract(epoch FROM ?::timestamptz - d.day_at) / 86400)::integer - 1, sum(d.ticks), sum(d.cpu_micros), sum(d.looks),
        sum(d.hits), sum(d.squared_hits), sum(d.counted_ticks), sum(d.cpi_sum), sum(d.cpi_sum_squares), sum(d.cache_references),
        sum(d.cache_misses)
      FROM host_day_arm d JOIN host h USING (host_key) JOIN arm a USING (arm_key)
      WHERE d.service_key = ? AND d.class_key = ? AND d.day_at >= ? AND d.day_at < ?
      GROUP BY h.host_id, a.name, d.day_at
      """;

  /**
   * One value per host over these days, by major and minor version. A host that changed its version
   * within them says nothing of either.
   */
  static final String VERSIONS =
      """
      WITH versions AS (
        SELECT host_key, arm_key, coalesce(substring(min(runtime_version) FROM '^\\d+\\.\\d+'), min(runtime_version)) AS version
        FROM host_day_arm WHERE service_key = ? AND class_key = ? AND day_at >= ? GROUP BY host_key, arm_key
        HAVING substring(min(runtime_version) FROM '^\\d+\\.\\d+') IS NOT DISTINCT FROM substring(max(runtime_version) FROM '^\\d+\\.\\d+')
      ), losses AS (
        SELECT host_key, arm_key, sum(loss_sum) / sum(readings) AS loss FROM host_day
        WHERE service_key = ? AND class_key = ? AND day_at >= ? AND day_at < ? AND readings > 0
        GROUP BY host_key, arm_key
      ), ran AS (
        SELECT version, arm_key, loss FROM losses JOIN versions USING (host_key, arm_key)
      )
      SELECT version, a.name, count(*), sum(loss), sum(loss ^ 2) FROM ran JOIN arm a USING (arm_key)
      WHERE version <> '' GROUP BY version, a.name ORDER BY version, a.name
      """;

  static final String LEDGER =
      """
      SELECT ca.name, ta.name, (extract(epoch FROM l.advised_at) / 86400)::bigint, l.predicted, l.predicted_low, l.predicted_high,
        l.predicted_workers, l.control_hosts, l.control_sum, l.control_sum_squares, l.treated_workers
      FROM savings_ledger l
      JOIN arm ca ON ca.arm_key = l.control_arm_key
      JOIN arm ta ON ta.arm_key = l.treatment_arm_key
      WHERE l.service_key = ? AND l.class_key = ?
      """;

  private DaySql() {}
}
