package dev.cowbell.collector.spool;

import java.time.Duration;

/**
 * What a spool may hold.
 *
 * @param diskBytes of all segments together
 * @param age of a record; an older one is dropped
 * @param memoryBytes of records that are not on disk: all of them without a folder, else those that
 *     a full or failing disk does not take; one record may always wait
 */
public record SpoolLimits(long diskBytes, Duration age, long memoryBytes) {
  private static final long LEAST_SEGMENT_BYTES = 256;
  private static final long MOST_SEGMENT_BYTES = 1024 * 1024;

  /** 64 MiB on disk, 6 hours, 2 MiB in memory. */
  public static final SpoolLimits DEFAULT =
      new SpoolLimits(64L * 1024 * 1024, Duration.ofHours(6), 2L * 1024 * 1024);

  /**
   * A sixteenth of it all, so that little is dropped at a time; at most 1 MiB, since a segment is
   * read into memory at the start.
   */
  long segmentBytes() {
    return Math.clamp(diskBytes / 16, LEAST_SEGMENT_BYTES, MOST_SEGMENT_BYTES);
  }

  Duration segmentAge() {
    return Duration.ofMillis(age.toMillis() / 16);
  }
}
