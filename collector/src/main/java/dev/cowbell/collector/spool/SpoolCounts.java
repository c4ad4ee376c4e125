package dev.cowbell.collector.spool;

import java.util.Map;

/**
 * What became of the records so far: recovered + sampled = published + dropped + waiting.
 *
 * @param sampled records added in this run
 * @param recovered records of earlier runs that waited at the start, or were found to be lost then
 * @param published records that arrived
 * @param dropped records lost, by reason; every reason is there
 * @param waiting records that wait
 * @param memoryBytes of records that are not on disk
 * @param diskBytes of the segments
 * @param segments files of records
 * @param diskFailures times the disk did not take or give something
 * @param isDiskFailing whether records are kept in memory for that
 * @param movedAside segments that were left as they are: another version, another spool
 */
public record SpoolCounts(
    long sampled,
    long recovered,
    long published,
    Map<Loss.Reason, Long> dropped,
    long waiting,
    long memoryBytes,
    long diskBytes,
    long segments,
    long diskFailures,
    boolean isDiskFailing,
    long movedAside) {

  /** Records lost for any reason. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
