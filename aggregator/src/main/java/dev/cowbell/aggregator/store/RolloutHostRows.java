package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Figure;
import dev.cowbell.aggregator.guardrail.HostBaseline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code rollout_host}. */
final class RolloutHostRows {

  /**
   * A host whose families of the service run several arms can follow no advice and is left out; one
   * that has no worker just now is reloading and stays as it was.
   */
  private static final String REFRESH =
      """
      INSERT INTO rollout_host AS r (service_key, class_key, host_key, arm_key, seen_at)
      SELECT f.service_key, f.class_key, f.host_key, min(f.arm_key), max(f.collected_at)
      FROM host h
      JOIN LATERAL (
        SELECT t.collected_at FROM host_tick t WHERE t.host_key = h.host_key ORDER BY t.collected_at DESC LIMIT 1
      ) t ON true
      JOIN LATERAL (
        SELECT * FROM family_tick f WHERE f.host_key = h.host_key AND f.collected_at = t.collected_at OFFSET 0
      ) f ON true
      JOIN service s USING (service_key)
      WHERE s.name = ANY (?) AND f.worker_count > 0
      GROUP BY f.service_key, f.class_key, f.host_key
      HAVING count(DISTINCT f.arm_key) = 1
      ON CONFLICT (service_key, class_key, host_key) DO UPDATE SET arm_key = excluded.arm_key, seen_at = excluded.seen_at
      WHERE r.seen_at < excluded.seen_at
      """;

  /**
   * Hosts seen within a day of the newest of their service; one that has the change is waited for
   * three days before another takes its place, so that ticks which come late do not spread it.
   */
  private static final String SELECT =
      """
      SELECT s.name AS service, c.name AS class, c.generation, h.host_id, a.name AS arm, r.*
      FROM (SELECT *, max(seen_at) OVER (PARTITION BY service_key) AS newest FROM rollout_host) r
      JOIN service s USING (service_key)
      JOIN hardware_class c ON c.class_key = r.class_key
      JOIN host h USING (host_key)
      JOIN arm a USING (arm_key)
      WHERE s.name = ANY (?) AND r.seen_at > r.newest - CASE WHEN r.touched_at IS NULL THEN INTERVAL '1 day' ELSE INTERVAL '3 days' END
      ORDER BY s.name, c.name, h.host_id
      """;

  private static final String ONE =
      """
      WHERE service_key = (SELECT service_key FROM service WHERE name = ?)
        AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
      """;

  private static final String TOUCH =
      """
      UPDATE rollout_host SET touched_at = ?, looked_until = ?, restart_seconds = ?, page_cache_bytes = ?,
        major_faults_per_second = ?, loaded_after_fork = ?
      """
          + ONE
          + "AND touched_at IS NULL AND host_key = (SELECT host_key FROM host WHERE host_id = ?)";

  private static final String UNTOUCH =
      "UPDATE rollout_host SET touched_at = NULL, looked_until = NULL "
          + ONE
          + "AND touched_at IS NOT NULL";

  private static final String LOOKED =
      """
      UPDATE rollout_host SET looked_until = seen_at
      """
          + ONE
          + "AND touched_at IS NOT NULL AND looked_until < seen_at";

  private RolloutHostRows() {}

  /** Takes over what the last tick of each host says, and returns the hosts of these services. */
  static List<RolloutHost> refreshed(Connection connection, Collection<String> services)
      throws SQLException {
    Object names = services.toArray(String[]::new);
    try (PreparedStatement refresh = connection.prepareStatement(REFRESH)) {
      refresh.setObject(1, names);
      refresh.executeUpdate();
    }
    return new Query(SELECT, names).read(connection, RolloutHostRows::host);
  }

  /** Notes which hosts were given the change, with what was normal for each before. */
  static void touch(
      Connection connection, ServiceOnClass about, Map<String, HostBaseline> hosts, Instant at)
      throws SQLException {
    try (PreparedStatement touch = connection.prepareStatement(TOUCH)) {
      for (var host : hosts.entrySet()) {
        HostBaseline baseline = host.getValue();
        touch.setObject(1, Query.bound(at));
        touch.setObject(2, Query.bound(at));
        touch.setObject(3, Figures.value(baseline.restartSeconds()));
        touch.setObject(4, Figures.value(baseline.pageCacheBytes()));
        touch.setObject(5, Figures.value(baseline.majorFaultsPerSecond()));
        touch.setBoolean(6, Figures.isLoadedAfterFork(baseline.restartSeconds()));
        touch.setString(7, about.service());
        touch.setString(8, about.hardwareClass());
        touch.setString(9, host.getKey());
        touch.addBatch();
      }
      touch.executeBatch();
    }
  }

  /** No host has the change any more. */
  static void untouch(Connection connection, ServiceOnClass about) throws SQLException {
    update(connection, UNTOUCH, about);
  }

  /** Guardrails have looked at all that was there of touched hosts. */
  static void looked(Connection connection, ServiceOnClass about) throws SQLException {
    update(connection, LOOKED, about);
  }

  private static void update(Connection connection, String sql, ServiceOnClass about)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, about.service());
      update.setString(2, about.hardwareClass());
      update.executeUpdate();
    }
  }

  private static RolloutHost host(ResultSet row) throws SQLException {
    Optional<Instant> touched = instant(row, "touched_at");
    return new RolloutHost(
        new ServiceOnClass(row.getString("service"), row.getString("class")),
        row.getString("generation"),
        row.getString("host_id"),
        row.getString("arm"),
        instant(row, "seen_at").orElseThrow(),
        instant(row, "looked_until"),
        touched,
        touched.isPresent() ? baseline(row) : HostBaseline.UNKNOWN);
  }

  private static HostBaseline baseline(ResultSet row) throws SQLException {
    Figure.Reason restart =
        row.getBoolean("loaded_after_fork")
            ? Figure.Reason.LOADED_AFTER_FORK
            : Figure.Reason.TOO_FEW_DAYS;
    return new HostBaseline(
        Figures.read(row, "restart_seconds", restart),
        Figures.read(row, "page_cache_bytes", Figure.Reason.TOO_FEW_DAYS),
        Figures.read(row, "major_faults_per_second", Figure.Reason.TOO_FEW_DAYS));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
