package dev.cowbell.aggregator.rollup;

import java.time.Instant;

/**
 * What one roll-up row is about.
 *
 * @param bucketAt start of the minute, hour or day
 * @param ageBucket index into {@link AgeBuckets}
 */
public record RollupKey(
    Instant bucketAt, String service, String hardwareClass, String arm, int ageBucket) {

  /** The key, by the minute, of a reading taken then, of a worker of that age. */
  public static RollupKey of(
      Instant collectedAt, String service, String hardwareClass, String arm, double ageSeconds) {
    return new RollupKey(
        Grain.MINUTE.start(collectedAt),
        service,
        hardwareClass,
        arm,
        AgeBuckets.indexOf(ageSeconds));
  }

  /** The key of the longer row that holds this one. */
  RollupKey within(Grain grain) {
    return new RollupKey(grain.start(bucketAt), service, hardwareClass, arm, ageBucket);
  }
}
