package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Adds open rows of host-days, as transactions wrote them, to their host-days. Many ticks of a host
 * are added at once, so what a host-day costs does not depend on how many hosts there are.
 */
public final class HostDayCompaction {

  /** Of version and policy what was known last counts, by when it was written. */
  private static final String ADD =
      """
      WITH taken AS (DELETE FROM host_day_open RETURNING *),
      summed AS MATERIALIZED (
        SELECT host_key, day_at, service_key, class_key, arm_key, age_bucket, kafka_partition,
          sum(readings) AS readings, sum(loss_sum) AS loss_sum, sum(growth_sum) AS growth_sum,
          sum(footprint_readings) AS footprint_readings, sum(footprint_sum) AS footprint_sum,
          max(footprint_max) AS footprint_max, sum(footprint_worker_sum) AS footprint_worker_sum,
          sum(ticks) AS ticks, sum(worker_sum) AS worker_sum, sum(cpu_micros) AS cpu_micros,
          sum(looks) AS looks, sum(hits) AS hits, sum(squared_hits) AS squared_hits,
          sum(counted_ticks) AS counted_ticks, sum(cpi_sum) AS cpi_sum, sum(cpi_sum_squares) AS cpi_sum_squares,
          sum(miss_ticks) AS miss_ticks, sum(cache_references) AS cache_references, sum(cache_misses) AS cache_misses,
          (array_agg(runtime_version ORDER BY written_at DESC) FILTER (WHERE runtime_version <> ''))[1] AS runtime_version,
          max(written_at) FILTER (WHERE runtime_version <> '') AS version_at,
          (array_agg(policy_name ORDER BY written_at DESC) FILTER (WHERE policy_name IS NOT NULL))[1] AS policy_name,
          max(written_at) FILTER (WHERE policy_name IS NOT NULL) AS policy_at
        FROM taken
        GROUP BY host_key, day_at, service_key, class_key, arm_key, age_bucket, kafka_partition),
      sharing AS (
        INSERT INTO host_day AS d (host_key, day_at, service_key, class_key, arm_key, age_bucket, kafka_partition,
          readings, loss_sum, growth_sum)
        SELECT host_key, day_at, service_key, class_key, arm_key, age_bucket, kafka_partition,
          readings, loss_sum, growth_sum
        FROM summed
        WHERE readings IS NOT NULL
        ON CONFLICT (host_key, day_at, service_key, class_key, arm_key, age_bucket, kafka_partition) DO UPDATE SET
          readings = d.readings + excluded.readings,
          loss_sum = d.loss_sum + excluded.loss_sum,
          growth_sum = d.growth_sum + excluded.growth_sum
        RETURNING 1),
      footprint AS (
        INSERT INTO host_day_footprint AS d (host_key, day_at, service_key, class_key, arm_key, kafka_partition,
          readings, footprint_sum, footprint_max, worker_sum)
        SELECT host_key, day_at, service_key, class_key, arm_key, kafka_partition,
          sum(footprint_readings), sum(footprint_sum), max(footprint_max), sum(footprint_worker_sum)
        FROM summed
        WHERE footprint_readings IS NOT NULL
        GROUP BY host_key, day_at, service_key, class_key, arm_key, kafka_partition
        ON CONFLICT (host_key, day_at, service_key, class_key, arm_key, kafka_partition) DO UPDATE SET
          readings = d.readings + excluded.readings,
          footprint_sum = d.footprint_sum + excluded.footprint_sum,
          footprint_max = greatest(d.footprint_max, excluded.footprint_max),
          worker_sum = d.worker_sum + excluded.worker_sum
        RETURNING 1),
      arm AS (
        INSERT INTO host_day_arm AS d (host_key, day_at, service_key, class_key, arm_key, kafka_partition,
          ticks, worker_sum, cpu_micros, looks, hits, squared_hits, counted_ticks, cpi_sum, cpi_sum_squares,
          miss_ticks, cache_references, cache_misses, runtime_version, policy_name)
        SELECT host_key, day_at, service_key, class_key, arm_key, kafka_partition,
          sum(ticks), sum(worker_sum), sum(cpu_micros), sum(looks), sum(hits), sum(squared_hits),
          sum(counted_ticks), sum(cpi_sum), sum(cpi_sum_squares),
          sum(miss_ticks), sum(cache_references), sum(cache_misses),
          coalesce((array_agg(runtime_version ORDER BY version_at DESC) FILTER (WHERE runtime_version IS NOT NULL))[1], ''),
          (array_agg(policy_name ORDER BY policy_at DESC) FILTER (WHERE policy_name IS NOT NULL))[1]
        FROM summed
        WHERE ticks IS NOT NULL
        GROUP BY host_key, day_at, service_key, class_key, arm_key, kafka_partition
        ON CONFLICT (host_key, day_at, service_key, class_key, arm_key, kafka_partition) DO UPDATE SET
          ticks = d.ticks + excluded.ticks,
          worker_sum = d.worker_sum + excluded.worker_sum,
          cpu_micros = d.cpu_micros + excluded.cpu_micros,
          looks = d.looks + excluded.looks,
          hits = d.hits + excluded.hits,
          squared_hits = d.squared_hits + excluded.squared_hits,
          counted_ticks = d.counted_ticks + excluded.counted_ticks,
          cpi_sum = d.cpi_sum + excluded.cpi_sum,
          cpi_sum_squares = d.cpi_sum_squares + excluded.cpi_sum_squares,
          miss_ticks = d.miss_ticks + excluded.miss_ticks,
          cache_references = d.cache_references + excluded.cache_references,
          cache_misses = d.cache_misses + excluded.cache_misses,
          runtime_version = coalesce(nullif(excluded.runtime_version, ''), d.runtime_version),
          policy_name = coalesce(excluded.policy_name, d.policy_name)
        RETURNING 1)
      SELECT (SELECT count(*) FROM sharing) + (SELECT count(*) FROM footprint) + (SELECT count(*) FROM arm)
      """;

  private final Transactions transactions;

  /** The schema must have been migrated. */
  public HostDayCompaction(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
  }

  /**
   * Adds whatever is committed and open. Waits for other maintenance; never for ingest.
   *
   * @return how many host-days grew, counting one for its sharing at each worker age, one for its
   *     footprint and one for what else is known of it
   * @throws StoreUnavailableException when a later pass may succeed; nothing is lost then
   */
  public long run() {
    return transactions.inOne(
        "cannot add to host-days",
        connection -> {
          MaintenanceLock.take(connection);
          return add(connection);
        });
  }

  /** The same in this transaction, which holds the lock. */
  static long add(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD);
        ResultSet grown = statement.executeQuery()) {
      grown.next();
      return grown.getLong(1);
    }
  }
}
