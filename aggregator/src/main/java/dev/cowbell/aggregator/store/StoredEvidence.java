package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.recommend.HostMemory;
import dev.cowbell.aggregator.recommend.WorkerMemory;
import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.WorkerEvidence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Evidence from the raw rows. */
record StoredEvidence(Connection connection, Instant since, Instant now)
    implements DecisionEvidence {

  private static final Duration STILL_THERE = Duration.ofHours(1);

  private static final String TICK_COVERAGE =
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

  private static final String ARMS =
      """
      SELECT a.name, max(r.age_seconds), count(DISTINCT (r.host_key, r.pid, r.start_ticks))
      FROM worker_reading r
      JOIN service s USING (service_key)
      JOIN hardware_class c USING (class_key)
      JOIN arm a USING (arm_key)
      WHERE s.name = ? AND c.name = ? AND r.collected_at >= ? AND r.sharing_loss_bytes IS NOT NULL
      GROUP BY a.name
      """;

  private static final String WORKERS_AT_AGE =
      """
      SELECT DISTINCT ON (r.host_key, r.master_pid, r.master_start_ticks, r.pid, r.start_ticks)
        h.host_id, r.master_pid || '/' || r.master_start_ticks, r.age_seconds, r.sharing_loss_bytes, r.private_growth_bytes, h.simulated
      FROM worker_reading r
      JOIN service s USING (service_key)
      JOIN hardware_class c ON c.class_key = r.class_key
      JOIN arm a USING (arm_key)
      JOIN host h USING (host_key)
      WHERE s.name = ? AND c.name = ? AND a.name = ? AND r.collected_at >= ?
      ORDER BY r.host_key, r.master_pid, r.master_start_ticks, r.pid, r.start_ticks,
        (r.sharing_loss_bytes IS NOT NULL AND r.age_seconds <= ?) DESC, r.sharing_loss_bytes IS NULL, r.collected_at DESC
      """;

  private static final String HOSTS =
      """
      SELECT h.host_id, t.memory_total_bytes, t.available_bytes,
        CASE WHEN count(f.footprint_bytes) = count(*) THEN sum(f.footprint_bytes) END,
        sum(f.master_anonymous_bytes), sum(f.worker_count), h.simulated
      FROM host h
      JOIN LATERAL (
        SELECT * FROM host_tick t WHERE t.host_key = h.host_key AND t.collected_at >= ? ORDER BY t.collected_at DESC LIMIT 1
      ) t ON true
      JOIN family_tick f ON f.host_key = h.host_key AND f.collected_at = t.collected_at
      JOIN service s USING (service_key)
      JOIN hardware_class c ON c.class_key = f.class_key
      WHERE s.name = ? AND c.name = ?
      GROUP BY h.host_id, t.memory_total_bytes, t.available_bytes, h.simulated
      """;

  private static final String WORKERS_NOW =
      """
      SELECT (array_agg(r.uss_bytes ORDER BY r.collected_at DESC))[1],
        (array_agg(r.still_shared_bytes ORDER BY r.collected_at DESC))[1],
        (array_agg(r.private_growth_bytes ORDER BY r.collected_at DESC))[1] - (array_agg(r.private_growth_bytes ORDER BY r.collected_at))[1],
        extract(epoch FROM max(r.collected_at) - min(r.collected_at))
      FROM worker_reading r
      JOIN service s USING (service_key)
      JOIN hardware_class c USING (class_key)
      WHERE s.name = ? AND c.name = ? AND r.collected_at >= ? AND r.uss_bytes IS NOT NULL AND r.sharing_loss_bytes IS NOT NULL
      GROUP BY r.host_key, r.master_pid, r.master_start_ticks, r.pid, r.start_ticks
      HAVING max(r.collected_at) >= ?
      """;

  @Override
  public Map<ServiceOnClass, Double> tickCoverage() {
    Map<ServiceOnClass, Double> coverage = new LinkedHashMap<>();
    new Query(TICK_COVERAGE, since, since)
        .read(
            connection,
            row ->
                coverage.put(
                    new ServiceOnClass(row.getString(1), row.getString(2)), row.getDouble(3)));
    return coverage;
  }

  @Override
  public List<ArmAge> arms(ServiceOnClass about) {
    return new Query(ARMS, about.service(), about.hardwareClass(), since)
        .read(connection, row -> new ArmAge(row.getString(1), row.getDouble(2), row.getLong(3)));
  }

  @Override
  public List<WorkerEvidence> workers(ServiceOnClass about, String arm, double atAgeSeconds) {
    return new Query(
            WORKERS_AT_AGE, about.service(), about.hardwareClass(), arm, since, atAgeSeconds)
        .read(connection, StoredEvidence::worker);
  }

  @Override
  public List<HostMemory> hosts(ServiceOnClass about) {
    return new Query(HOSTS, since, about.service(), about.hardwareClass())
        .read(connection, StoredEvidence::host);
  }

  @Override
  public List<WorkerMemory> workers(ServiceOnClass about) {
    return new Query(
            WORKERS_NOW, about.service(), about.hardwareClass(), since, now.minus(STILL_THERE))
        .read(
            connection,
            row ->
                new WorkerMemory(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    Duration.ofMillis((long) (1000 * row.getDouble(4)))));
  }

  private static WorkerEvidence worker(ResultSet row) throws SQLException {
    double loss = row.getDouble(4);
    Optional<WorkerEvidence.Figures> figures =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(new WorkerEvidence.Figures(loss, row.getDouble(5)));
    return new WorkerEvidence(
        row.getString(1), row.getString(2), row.getDouble(3), figures, row.getBoolean(6));
  }

  private static HostMemory host(ResultSet row) throws SQLException {
    return new HostMemory(
        row.getString(1),
        row.getLong(2),
        optional(row, 3),
        optional(row, 4),
        row.getLong(5),
        row.getInt(6),
        row.getBoolean(7));
  }

  private static OptionalLong optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
