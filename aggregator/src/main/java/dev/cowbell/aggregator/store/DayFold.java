package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Grain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Folds host-days of days that are over into sums over hosts. A day is folded when it is over and
 * once more a day later, for ticks that came late; one service at a time, so that a statement stays
 * short.
 */
final class DayFold {

  private static final Duration LATE = Duration.ofHours(25);
  private static final Duration BACK = Duration.ofDays(35);
  private static final Duration AT_REST = Duration.ofMinutes(5);

  /** Days that are over and have host-days, but were not folded since they were complete. */
  private static final String DUE =
      """
      SELECT d.day_at, s.service_key
      FROM (SELECT generate_series(?::timestamptz, ?::timestamptz, INTERVAL '24 hours') AS day_at) d
      LEFT JOIN day_fold f USING (day_at)
      CROSS JOIN service s
      WHERE (f.folded_at IS NULL OR (f.folded_at < d.day_at + ?::interval AND d.day_at + ?::interval <= ?))
        AND EXISTS (
          SELECT FROM hardware_class c
          WHERE EXISTS (SELECT FROM host_day_arm a WHERE a.service_key = s.service_key AND a.class_key = c.class_key AND a.day_at = d.day_at))
      ORDER BY d.day_at, s.service_key
      """;

  private static final String DELETE_SUMS =
      "DELETE FROM class_day WHERE service_key = ? AND day_at = ?";
  private static final String DELETE_ARMS =
      "DELETE FROM class_day_arm WHERE service_key = ? AND day_at = ?";

  private static final String SUMS =
      """
      INSERT INTO class_day (day_at, service_key, class_key, arm_key, age_bucket, hosts, readings, loss_sum, loss_sum_squares,
        growth_sum, growth_sum_squares, footprint_sum, footprint_sum_squares)
      SELECT day_at, service_key, class_key, arm_key, coalesce(age_bucket, -1), count(*), sum(readings), sum(loss), sum(loss ^ 2),
        sum(growth), sum(growth ^ 2), sum(loss + growth), sum((loss + growth) ^ 2)
      FROM (
        SELECT day_at, service_key, class_key, arm_key, host_key, age_bucket, sum(readings) AS readings,
          sum(loss_sum) / sum(readings) AS loss, sum(growth_sum) / sum(readings) AS growth
        FROM host_day WHERE service_key = ? AND day_at = ? AND readings > 0
        GROUP BY GROUPING SETS (
          (day_at, service_key, class_key, arm_key, host_key, age_bucket),
          (day_at, service_key, class_key, arm_key, host_key))
      ) host
      GROUP BY day_at, service_key, class_key, arm_key, coalesce(age_bucket, -1)
      """;

  private static final String ARMS =
      """
      WITH ran AS (
        SELECT day_at, service_key, class_key, arm_key, host_key, sum(ticks) AS ticks,
          sum(worker_sum)::double precision / sum(ticks) AS workers
        FROM host_day_arm WHERE service_key = ? AND day_at = ? AND ticks > 0
        GROUP BY day_at, service_key, class_key, arm_key, host_key
      )
      INSERT INTO class_day_arm (day_at, service_key, class_key, arm_key, hosts, simulated_hosts, workers, ticks, ticks_expected)
      SELECT ran.day_at, ran.service_key, ran.class_key, ran.arm_key, count(*), count(*) FILTER (WHERE h.simulated), sum(workers), sum(ticks),
        count(*) * max(ticks)
      FROM ran JOIN host h USING (host_key)
      GROUP BY ran.day_at, ran.service_key, ran.class_key, ran.arm_key
      """;

  private static final String MARK =
      """
      INSERT INTO day_fold (day_at, folded_at) VALUES (?, ?)
      ON CONFLICT (day_at) DO UPDATE SET folded_at = excluded.folded_at
      """;

  private record Due(Instant day, int serviceKey) {}

  private DayFold() {}

  /** Folds what is due. */
  static void run(Connection connection, Instant now) throws SQLException {
    Instant today = Grain.DAY.start(now);
    Instant last = Grain.DAY.start(now.minus(AT_REST)).minus(Grain.DAY.length());
    List<Due> due =
        new Query(
                DUE,
                today.minus(BACK),
                last,
                seconds(Grain.DAY.length().plus(LATE)),
                seconds(Grain.DAY.length().plus(LATE)),
                now)
            .read(connection, row -> new Due(instant(row.getTimestamp(1)), row.getInt(2)));
    for (Due one : due) {
      for (String sql : List.of(DELETE_SUMS, DELETE_ARMS, SUMS, ARMS)) {
        execute(connection, sql, one.serviceKey(), Query.bound(one.day()));
      }
    }
    for (Instant day : due.stream().map(Due::day).distinct().toList()) {
      execute(connection, MARK, Query.bound(day), Query.bound(now));
    }
  }

  private static Instant instant(Timestamp at) {
    return at.toInstant();
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " seconds";
  }

  private static void execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
