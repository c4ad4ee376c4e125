package dev.cowbell.aggregator.rollup;

import java.time.Instant;

/**
 * What one roll-up row is about.
 *
 * @param bucketAt start of the minute, hour or day
 * @param ageBucket index into {@link AgeBuckets}
 */
public record RollupKey(
    Instant bucketAt, String service, String hardwareClass, String arm, int ageBucket) {}
