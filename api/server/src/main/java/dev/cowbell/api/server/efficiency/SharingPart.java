package dev.cowbell.api.server.efficiency;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.cowbell.api.server.database.Row;

/**
 * One partial roll-up row: worker readings of one hour, arm and worker age; a span is rounded out
 * to hours. Sums are in bytes; sketches are DDSketches as protobuf. Parts of one arm and age add
 * up.
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
    DDSketch lossSketch,
    DDSketch growthSketch) {
  static final String OF_SERVICE =
      """
      SELECT r.arm_name, b.from_seconds, b.to_seconds, r.readings, r.estimated_readings,
             r.simulated_readings, r.inherited_sum, r.still_shared_sum, r.loss_sum, r.growth_sum,
             r.loss_sketch, r.growth_sketch
      FROM api.sharing_rollup_hour r
      JOIN api.age_bucket b USING (age_bucket)
      WHERE r.service_name = ? AND r.class_name = ?
        AND r.bucket_at >= date_trunc('hour', ?::timestamptz, 'UTC') AND r.bucket_at < ?
      """;

  /** The minute of the newest roll-up; null where there is none. */
  static final String NEWEST =
      """
      SELECT max(bucket_at) AS newest_at FROM api.sharing_newest WHERE service_name = ? AND class_name = ?
      """;

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
        SketchSum.read(row.bytes("loss_sketch")),
        SketchSum.read(row.bytes("growth_sketch")));
  }
}
