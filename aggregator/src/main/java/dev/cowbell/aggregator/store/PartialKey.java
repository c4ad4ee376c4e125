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

  /** Of the compacted row of this grain that holds this one. */
  PartialKey compacted(Grain grain) {
    return new PartialKey(
        serviceKey, classKey, armKey, grain.start(bucketAt), ageBucket, COMPACTED);
  }
}
