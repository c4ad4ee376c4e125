package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Grain;
import java.time.Instant;

/**
 * The primary key of a row of {@code rollup_minute}, {@code rollup_hour}, {@code rollup_day} or
 * {@code rollup_whole}.
 */
record PartialKey(
    int serviceKey, int classKey, int armKey, Instant bucketAt, int ageBucket, int partition) {

  /** The partition of rows that were compacted or rebuilt; ingest never writes it. */
  static final int COMPACTED = -1;

  /** Keys differ by little in each part, which a sum of small multiples would not tell apart. */
  @Override
  public int hashCode() {
    long names = (((long) serviceKey * 0x9e3779b1L + classKey) * 0x85ebca77L) + armKey;
    long place = (names ^ bucketAt.getEpochSecond()) * 0xc2b2ae3d27d4eb4fL + ageBucket;
    long mixed = (place ^ partition) * 0x9e3779b97f4a7c15L;
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** Of the compacted row of this grain that holds this one. */
  PartialKey compacted(Grain grain) {
    return new PartialKey(
        serviceKey, classKey, armKey, grain.start(bucketAt), ageBucket, COMPACTED);
  }
}
