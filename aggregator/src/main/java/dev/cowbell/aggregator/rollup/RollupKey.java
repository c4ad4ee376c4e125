package dev.cowbell.aggregator.rollup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one roll-up row is about.
 *
 * @param bucketAt start of the minute
 * @param ageBucket index into {@link AgeBuckets}
 */
public record RollupKey(
    Instant bucketAt, String service, String hardwareClass, String arm, int ageBucket) {

  /** The key of a reading taken then, of a worker of that age. */
  public static RollupKey of(
      Instant collectedAt, String service, String hardwareClass, String arm, double ageSeconds) {
    return new RollupKey(
        collectedAt.truncatedTo(ChronoUnit.MINUTES),
        service,
        hardwareClass,
        arm,
        AgeBuckets.indexOf(ageSeconds));
  }
}
