package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One partial roll-up row: worker readings of one span of time, arm and worker age. Sums are in
 * bytes; sketches are DDSketches as protobuf. Parts of one arm and age add up.
 *
 * @param ageFromSeconds youngest age of the bucket
 * @param ageToSeconds oldest age, exclusive; infinity for the last bucket
 */
record SharingPart(
    String arm,
    double ageFromSeconds,
    double ageToSeconds,
    long readings,
    long estimatedReadings,
    long simulatedReadings,
    double inheritedSum,
    double stillSharedSum,
    double lossSum,
    double growthSum,
    ByteBuffer lossSketch,
    ByteBuffer growthSketch) {
  private static final Duration BY_DAYS = Duration.ofDays(7);

  /** Edges of ages are looked up in arrays: a join would search all of them for each row. */
  private static final String OF_SERVICE =
      """
      SELECT r.arm_name,
             (ARRAY(SELECT from_seconds FROM api.age_bucket ORDER BY age_bucket))[r.age_bucket + 1] AS from_seconds,
             (ARRAY(SELECT to_seconds FROM api.age_bucket ORDER BY age_bucket))[r.age_bucket + 1] AS to_seconds,
             r.readings, r.estimated_readings,
             r.simulated_readings, r.inherited_sum, r.still_shared_sum, r.loss_sum, r.growth_sum,
             r.loss_sketch, r.growth_sketch
      FROM api.sharing_rollup_%s r
      WHERE r.service_name = ? AND r.class_name = ?
      """;

  /** The minute of the newest roll-up; null where there is none. */
  static final String NEWEST =
      """
      SELECT max(bucket_at) AS newest_at FROM api.sharing_newest WHERE service_name = ? AND class_name = ?
      """;

  /**
   * Parts that make up a span: one for all there ever was; days of a week or more, hours of less,
   * to which a span is rounded out.
   */
  static Query of(ServiceOnClass scope, Span span) {
    if (span.equals(Span.ALWAYS)) {
      return Query.of(OF_SERVICE.formatted("whole"), scope.service(), scope.hardwareClass());
    }
    String unit = Duration.between(span.from(), span.to()).compareTo(BY_DAYS) < 0 ? "hour" : "day";
    String within =
        "AND r.bucket_at >= date_trunc('%s', ?::timestamptz, 'UTC') AND r.bucket_at < ?"
            .formatted(unit);
    return Query.of(
        OF_SERVICE.formatted(unit) + within,
        scope.service(),
        scope.hardwareClass(),
        span.from(),
        span.to());
  }

  static SharingPart read(Row row) {
    return new SharingPart(
        row.text("arm_name"),
        row.fraction("from_seconds"),
        row.fraction("to_seconds"),
        row.number("readings"),
        row.number("estimated_readings"),
        row.number("simulated_readings"),
        row.fraction("inherited_sum"),
        row.fraction("still_shared_sum"),
        row.fraction("loss_sum"),
        row.fraction("growth_sum"),
        ByteBuffer.wrap(row.bytes("loss_sketch")),
        ByteBuffer.wrap(row.bytes("growth_sketch")));
  }
}
