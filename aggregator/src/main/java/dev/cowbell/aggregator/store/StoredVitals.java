package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Figure;
import dev.cowbell.aggregator.guardrail.HostBaseline;
import dev.cowbell.aggregator.guardrail.HostVitalsDay;
import dev.cowbell.api.contract.v1.UnavailableReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is normal for hosts, from their own days. */
record StoredVitals(Connection connection) {

  /** Ticks may come this much late. */
  private static final Duration LATE = Duration.ofHours(1);

  private static final Duration BASELINE = Duration.ofDays(HostBaseline.DAYS);

  private static final String LAST_CLOSED =
      """
      SELECT extract(epoch FROM max(day_at))::bigint FROM vitals_day_closed
      WHERE class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
      """;

  /** A quarter of a day at least: less of a day says little about it. */
  private static final String CLOSE =
      """
      INSERT INTO vitals_day (day_at, class_key, host_key, page_cache_bytes, major_faults_per_second)
      WITH day AS (SELECT ?::timestamptz AS at, (SELECT class_key FROM hardware_class WHERE name = ?) AS class_key),
      faults AS (
        SELECT f.host_key, sum(f.major_faults_delta) AS faults FROM family_tick f, day
        WHERE f.class_key = day.class_key AND f.collected_at >= ? AND f.collected_at < ?
        GROUP BY f.host_key
      )
      SELECT day.at, day.class_key, h.host_key, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.page_cache_bytes),
        coalesce(max(faults.faults), 0) / (sum(t.interval_millis) / 1000.0)
      FROM day
      JOIN host h ON h.class_key = day.class_key
      JOIN host_tick t ON t.host_key = h.host_key
      LEFT JOIN faults ON faults.host_key = h.host_key
      WHERE t.collected_at >= ? AND t.collected_at < ?
      GROUP BY day.at, day.class_key, h.host_key
      HAVING sum(t.interval_millis) >= 21600000
      ON CONFLICT DO NOTHING
      """;

  private static final String MARK =
      """
      INSERT INTO vitals_day_closed (class_key, day_at)
      SELECT class_key, ? FROM hardware_class WHERE name = ?
      """;

  private static final String DAYS =
      """
      SELECT h.host_id, floor(extract(epoch FROM coalesce(v.day_at, r.day_at)) / 86400)::bigint AS day,
        v.page_cache_bytes, v.major_faults_per_second, r.ready_seconds, coalesce(r.after_fork, false) AS after_fork
      FROM (
        SELECT host_key, day_at, page_cache_bytes, major_faults_per_second FROM vitals_day WHERE day_at >= ? AND day_at < ?
      ) v
      FULL JOIN (
        SELECT host_key, date_trunc('day', began_at, 'UTC') AS day_at,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY ready_millis) / 1000 AS ready_seconds,
          bool_or(ready_millis IS NULL AND ready_reason = ?) AS after_fork
        FROM reload
        WHERE service_key = (SELECT service_key FROM service WHERE name = ?)
          AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
          AND seen_at >= ? AND began_at >= ? AND began_at < ?
        GROUP BY host_key, date_trunc('day', began_at, 'UTC')
      ) r ON r.host_key = v.host_key AND r.day_at = v.day_at
      JOIN host h ON h.host_key = coalesce(v.host_key, r.host_key)
      WHERE h.host_id = ANY (?)
      """;

  /** Closes the days of a class that are over by the time of its ticks. */
  void closeDays(String hardwareClass, Instant now) throws SQLException {
    Instant open = now.minus(LATE).truncatedTo(ChronoUnit.DAYS);
    Instant day = next(hardwareClass, open);
    for (; day.isBefore(open); day = day.plus(1, ChronoUnit.DAYS)) {
      close(hardwareClass, day);
    }
  }

  /** Baselines of hosts on the day of a moment, which itself does not count. */
  Map<String, HostBaseline> baselines(ServiceOnClass about, Collection<String> hosts, Instant at) {
    Instant today = at.truncatedTo(ChronoUnit.DAYS);
    Instant from = today.minus(BASELINE);
    Map<String, List<HostVitalsDay>> days = new HashMap<>();
    new Query(
            DAYS,
            from,
            today,
            UnavailableReason.UNAVAILABLE_REASON_NOT_SUPPORTED_VALUE,
            about.service(),
            about.hardwareClass(),
            from,
            from,
            today,
            hosts.toArray(String[]::new))
        .read(
            connection,
            row -> days.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(day(row)));
    Map<String, HostBaseline> baselines = new HashMap<>();
    days.forEach(
        (host, own) -> baselines.put(host, HostBaseline.of(own, today.getEpochSecond() / 86_400)));
    return baselines;
  }

  private Instant next(String hardwareClass, Instant open) {
    return new Query(LAST_CLOSED, hardwareClass)
        .read(
            connection,
            row -> {
              long last = row.getLong(1);
              return row.wasNull()
                  ? open.minus(BASELINE)
                  : Instant.ofEpochSecond(last).plus(1, ChronoUnit.DAYS);
            })
        .getFirst();
  }

  private void close(String hardwareClass, Instant day) throws SQLException {
    Object from = Query.bound(day);
    Object to = Query.bound(day.plus(1, ChronoUnit.DAYS));
    try (PreparedStatement close = connection.prepareStatement(CLOSE);
        PreparedStatement mark = connection.prepareStatement(MARK)) {
      close.setObject(1, from);
      close.setString(2, hardwareClass);
      close.setObject(3, from);
      close.setObject(4, to);
      close.setObject(5, from);
      close.setObject(6, to);
      close.executeUpdate();
      mark.setObject(1, from);
      mark.setString(2, hardwareClass);
      mark.executeUpdate();
    }
  }

  private static HostVitalsDay day(ResultSet row) throws SQLException {
    Figure.Reason restart =
        row.getBoolean("after_fork") ? Figure.Reason.LOADED_AFTER_FORK : Figure.Reason.NOT_READ;
    return new HostVitalsDay(
        row.getLong("day"),
        Figures.read(row, "ready_seconds", restart),
        Figures.read(row, "page_cache_bytes", Figure.Reason.NOT_READ),
        Figures.read(row, "major_faults_per_second", Figure.Reason.NOT_READ));
  }
}
