package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.contract.v1.SeriesMetric;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.time.Duration;
import java.time.Instant;

/**
 * One figure of one arm over time.
 *
 * @param step what one point covers; whole minutes
 */
record SeriesQuery(
    ServiceOnClass scope, String arm, Span span, SeriesMetric metric, Duration step) {
  private static final int USUAL_POINTS = 500;
  private static final int MOST_POINTS = 5000;
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;
  private static final Instant ORIGIN = Instant.parse("2000-01-01T00:00:00Z");

  /** What one point covers: as asked, or as much as gives a few hundred points. */
  static Duration step(long stepSeconds, Span span) {
    long seconds = Duration.between(span.from(), span.to()).toSeconds();
    if (stepSeconds == 0) {
      return usual(Math.max(MINUTE, Math.ceilDiv(seconds, USUAL_POINTS)));
    }
    if (stepSeconds % MINUTE != 0) {
      throw Refusal.invalid("step_seconds", "step_seconds must be a multiple of 60");
    }
    if (seconds / stepSeconds > MOST_POINTS) {
      throw Refusal.invalid(
          "step_seconds",
          "step_seconds must be at least %d for this range: more than %d points are not answered"
              .formatted(Math.ceilDiv(seconds, MOST_POINTS * MINUTE) * MINUTE, MOST_POINTS));
    }
    return Duration.ofSeconds(stepSeconds);
  }

  /** At least so long, and whole minutes, hours or days: roll-ups are kept by these. */
  private static Duration usual(long seconds) {
    long unit = seconds <= HOUR ? MINUTE : seconds <= DAY ? HOUR : DAY;
    return Duration.ofSeconds(Math.ceilDiv(seconds, unit) * unit);
  }

  /** The coarsest roll-ups that the step is made of. */
  private String view() {
    long seconds = step.toSeconds();
    return seconds % DAY == 0
        ? "api.sharing_rollup_day"
        : seconds % HOUR == 0 ? "api.sharing_rollup_hour" : "api.sharing_rollup";
  }

  /** Points cover whole steps: the first one begins at or before the range. */
  private Instant from() {
    long since = span.from().getEpochSecond() - ORIGIN.getEpochSecond();
    return ORIGIN.plusSeconds(Math.floorDiv(since, step.toSeconds()) * step.toSeconds());
  }

  Query query() {
    String sql =
        """
        SELECT date_bin(make_interval(secs => ?), bucket_at, timestamptz '2000-01-01T00:00:00Z') AS at,
               sum(%s) / sum(readings) AS mean, sum(readings) AS readings,
               sum(simulated_readings) > 0 AS simulated
        FROM %s
        WHERE service_name = ? AND class_name = ? AND arm_name = ? AND bucket_at >= ? AND bucket_at < ?
          AND readings > 0
        GROUP BY 1
        ORDER BY 1
        """
            .formatted(column(metric), view());
    return Query.of(
        sql,
        (double) step.toSeconds(),
        scope.service(),
        scope.hardwareClass(),
        arm,
        from(),
        span.to());
  }

  private static String column(SeriesMetric metric) {
    return switch (metric) {
      case SERIES_METRIC_SHARING_LOSS_BYTES -> "loss_sum";
      case SERIES_METRIC_PRIVATE_GROWTH_BYTES -> "growth_sum";
      case SERIES_METRIC_RSS_BYTES -> "rss_sum";
      case SERIES_METRIC_UNSPECIFIED, UNRECOGNIZED ->
          throw Refusal.invalid(
              "metric",
              "metric is required: SERIES_METRIC_SHARING_LOSS_BYTES,"
                  + " SERIES_METRIC_PRIVATE_GROWTH_BYTES or SERIES_METRIC_RSS_BYTES");
    };
  }
}
