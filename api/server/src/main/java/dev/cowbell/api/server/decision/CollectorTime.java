package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;

/**
 * How much of its time the workers of an arm spend in their interpreter's collector, from looks at
 * the flag that says so.
 *
 * @param looks looks taken
 * @param hits looks that found the collector running
 */
public record CollectorTime(String arm, long looks, long hits) {
  /** Hits cluster, since a pause is longer than the time between looks: measured on real pauses. */
  private static final double WIDER_THAN_BINOMIAL = 1.7;

  private static final double NORMAL_95 = 1.96;

  static final String OF_SERVICE =
      """
      SELECT arm_name, sum(looks)::bigint AS looks, sum(hits)::bigint AS hits
      FROM api.collector_time
      WHERE service_name = ? AND class_name = ? AND day_at >= (SELECT max(last_tick_at) FROM api.host) - INTERVAL '7 days'
      GROUP BY arm_name
      HAVING sum(looks) > 0
      ORDER BY arm_name
      """;

  static CollectorTime read(Row row) {
    return new CollectorTime(row.text("arm_name"), row.number("looks"), row.number("hits"));
  }

  /** Share of wall time, 0 to 1. */
  public double share() {
    return (double) hits / looks;
  }

  /** Half the width of its range: 1.7 times that of a binomial at 95 %. */
  public double halfWidth() {
    double p = share();
    return WIDER_THAN_BINOMIAL * NORMAL_95 * Math.sqrt(p * (1 - p) / looks);
  }
}
