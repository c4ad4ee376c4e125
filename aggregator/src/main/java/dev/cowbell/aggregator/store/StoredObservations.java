package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Figure;
import dev.cowbell.aggregator.guardrail.HostObservation;
import dev.cowbell.aggregator.guardrail.Limits;
import dev.cowbell.aggregator.guardrail.ReloadMinute;
import dev.cowbell.aggregator.guardrail.Vitals;
import dev.cowbell.api.contract.v1.UnavailableReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What was seen of hosts around their reloads and between them. */
record StoredObservations(Connection connection, Limits limits) {

  /** A run of a busy disk that began before a look counts in it. */
  private static final Duration RUN_BEFORE = Duration.ofSeconds(60);

  private static final int MOST_AT_ONCE = 2_000;

  /** Reloads whose minute is over and has not been looked at. */
  private static final String UNSEEN_RELOADS =
      """
      SELECT h.host_id, r.arm_key, r.began_at, greatest(r.seen_at, r.began_at + INTERVAL '60 seconds') AS until_at,
        r.ready_millis / 1000.0 AS ready_seconds, r.ready_reason
      FROM reload r
      JOIN rollout_host m USING (service_key, class_key, host_key)
      JOIN host h USING (host_key)
      WHERE r.service_key = (SELECT service_key FROM service WHERE name = ?)
        AND r.class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
        AND r.seen_at > ? AND m.seen_at >= greatest(r.seen_at, r.began_at + INTERVAL '60 seconds')
        AND NOT EXISTS (
          SELECT FROM guardrail_observation o
          WHERE o.service_key = r.service_key AND o.class_key = r.class_key AND o.host_key = r.host_key AND o.began_at = r.began_at)
      ORDER BY r.seen_at
      LIMIT ?
      """;

  /**
   * OFFSET 0 keeps it one look at the index per window, whatever the planner knows of the tables.
   */
  private static final String INSTANTS =
      """
      SELECT w.n, t.collected_at, t.memory_total_bytes, t.available_bytes, t.page_cache_bytes, t.disk_busy_ratio,
        CASE WHEN t.interval_millis > 0 THEN (
          SELECT sum(f.major_faults_delta) FROM family_tick f WHERE f.host_key = t.host_key AND f.collected_at = t.collected_at
        ) / (t.interval_millis / 1000.0) END AS major_faults_per_second,
        (SELECT count(*) FROM lifecycle_event e WHERE e.host_key = t.host_key AND e.kind = 5 AND e.seen_at <= t.collected_at
          AND e.seen_at > t.collected_at - t.interval_millis * INTERVAL '1 millisecond') AS killed
      FROM unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) WITH ORDINALITY AS w (host_id, from_at, until_at, n)
      JOIN host h USING (host_id)
      CROSS JOIN LATERAL (
        SELECT * FROM host_tick t
        WHERE t.host_key = h.host_key AND t.collected_at >= w.from_at AND t.collected_at <= w.until_at
        OFFSET 0
      ) t
      """;

  private static final String INSERT =
      """
      INSERT INTO guardrail_observation (service_key, class_key, host_key, arm_key, began_at, ended_at, ready_seconds,
        loaded_after_fork, available_share, page_cache_bytes, major_faults_per_second, disk_busy_seconds, killed)
      SELECT (SELECT service_key FROM service WHERE name = ?), (SELECT class_key FROM hardware_class WHERE name = ?),
        (SELECT host_key FROM host WHERE host_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      ON CONFLICT DO NOTHING
      """;

  private static final String SELECT =
      """
      SELECT h.host_id, o.* FROM guardrail_observation o
      JOIN host h USING (host_key)
      JOIN arm a USING (arm_key)
      WHERE o.service_key = (SELECT service_key FROM service WHERE name = ?)
        AND o.class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
        AND o.ended_at > ? AND (a.name = ?) = ?
      """;

  /** A host from one moment to another. */
  private record Window(String hostId, Instant from, Instant until) {}

  private record UnseenReload(Window window, int armKey, HostObservation.Reload.Seen reload) {}

  /** Looks at the reloads of a service on a class since a moment whose minute is over. */
  void observeReloads(ServiceOnClass about, Instant since) throws SQLException {
    List<UnseenReload> unseen;
    do {
      unseen =
          new Query(UNSEEN_RELOADS, about.service(), about.hardwareClass(), since, MOST_AT_ONCE)
              .read(connection, StoredObservations::unseen);
      List<Instants> seen = instants(unseen.stream().map(UnseenReload::window).toList());
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (int i = 0; i < unseen.size(); i++) {
          bind(insert, about, unseen.get(i), seen.get(i));
          insert.addBatch();
        }
        insert.executeBatch();
      }
    } while (unseen.size() == MOST_AT_ONCE);
  }

  /**
   * Reloads that ended after a moment.
   *
   * @param under whether they were under that arm, or under any other
   */
  List<HostObservation> reloads(ServiceOnClass about, String arm, boolean under, Instant since) {
    return new Query(SELECT, about.service(), about.hardwareClass(), since, arm, under)
        .read(connection, StoredObservations::observation);
  }

  /** What was seen of hosts since guardrails last looked, whether they reloaded or not. */
  List<HostObservation> stretches(List<RolloutHost> hosts) {
    List<Window> windows = hosts.stream().map(StoredObservations::sinceLastLook).toList();
    List<Instants> seen = instants(windows);
    List<HostObservation> stretches = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      if (!seen.get(i).vitals.isEmpty()) {
        stretches.add(
            seen.get(i).fold(windows.get(i).hostId, new HostObservation.Reload.None(), limits));
      }
    }
    return stretches;
  }

  private static Window sinceLastLook(RolloutHost host) {
    Instant touched = host.touchedAt().orElse(host.seenAt());
    Instant from = host.lookedUntil().orElse(touched).minus(RUN_BEFORE);
    return new Window(host.hostId(), from.isBefore(touched) ? touched : from, host.seenAt());
  }

  /** Instants of one window. */
  private static final class Instants {
    private final List<Vitals> vitals = new ArrayList<>();
    private double memoryBytes;

    HostObservation fold(String hostId, HostObservation.Reload reload, Limits limits) {
      return ReloadMinute.fold(hostId, reload, memoryBytes, vitals, limits);
    }
  }

  private List<Instants> instants(List<Window> windows) {
    List<Instants> all = windows.stream().map(_ -> new Instants()).toList();
    if (windows.isEmpty()) {
      return all;
    }
    new Query(
            INSTANTS,
            windows.stream().map(Window::hostId).toArray(String[]::new),
            windows.stream().map(window -> window.from.toString()).toArray(String[]::new),
            windows.stream().map(window -> window.until.toString()).toArray(String[]::new))
        .read(connection, row -> all.get(row.getInt("n") - 1).vitals.add(vitals(row, all)));
    return all;
  }

  private static Vitals vitals(ResultSet row, List<Instants> all) throws SQLException {
    all.get(row.getInt("n") - 1).memoryBytes = row.getDouble("memory_total_bytes");
    return new Vitals(
        row.getObject("collected_at", OffsetDateTime.class).toInstant(),
        Figures.read(row, "available_bytes", Figure.Reason.NOT_READ),
        Figures.read(row, "page_cache_bytes", Figure.Reason.NOT_READ),
        Figures.read(row, "major_faults_per_second", Figure.Reason.NOT_READ),
        Figures.read(row, "disk_busy_ratio", Figure.Reason.NOT_READ),
        row.getLong("killed"));
  }

  private void bind(
      PreparedStatement insert, ServiceOnClass about, UnseenReload unseen, Instants instants)
      throws SQLException {
    Window window = unseen.window;
    HostObservation seen = instants.fold(window.hostId, unseen.reload, limits);
    insert.setString(1, about.service());
    insert.setString(2, about.hardwareClass());
    insert.setString(3, window.hostId);
    insert.setInt(4, unseen.armKey);
    insert.setObject(5, Query.bound(window.from));
    insert.setObject(6, Query.bound(window.until));
    insert.setObject(7, Figures.value(unseen.reload.readySeconds()));
    insert.setBoolean(8, Figures.isLoadedAfterFork(unseen.reload.readySeconds()));
    insert.setObject(9, Figures.value(seen.availableShareMinimum()));
    insert.setObject(10, Figures.value(seen.pageCacheBytesMinimum()));
    insert.setObject(11, Figures.value(seen.majorFaultsPerSecond()));
    insert.setObject(12, Figures.value(seen.diskBusySecondsLongest()));
    insert.setLong(13, seen.outOfMemoryKills());
  }

  private static UnseenReload unseen(ResultSet row) throws SQLException {
    Figure.Reason missing =
        row.getInt("ready_reason") == UnavailableReason.UNAVAILABLE_REASON_NOT_SUPPORTED_VALUE
            ? Figure.Reason.LOADED_AFTER_FORK
            : Figure.Reason.NOT_READ;
    return new UnseenReload(
        new Window(
            row.getString("host_id"),
            row.getObject("began_at", OffsetDateTime.class).toInstant(),
            row.getObject("until_at", OffsetDateTime.class).toInstant()),
        row.getInt("arm_key"),
        new HostObservation.Reload.Seen(Figures.read(row, "ready_seconds", missing)));
  }

  private static HostObservation observation(ResultSet row) throws SQLException {
    Figure.Reason ready =
        row.getBoolean("loaded_after_fork")
            ? Figure.Reason.LOADED_AFTER_FORK
            : Figure.Reason.NOT_READ;
    return new HostObservation(
        row.getString("host_id"),
        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
        new HostObservation.Reload.Seen(Figures.read(row, "ready_seconds", ready)),
        Figures.read(row, "available_share", Figure.Reason.NOT_READ),
        Figures.read(row, "page_cache_bytes", Figure.Reason.NOT_READ),
        Figures.read(row, "major_faults_per_second", Figure.Reason.NOT_READ),
        Figures.read(row, "disk_busy_seconds", Figure.Reason.NOT_READ),
        row.getLong("killed"));
  }
}
