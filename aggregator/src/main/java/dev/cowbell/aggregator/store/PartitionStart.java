package dev.cowbell.aggregator.store;

import java.util.Map;

/**
 * Where a partition stands in the database.
 *
 * @param highWaterMarks greatest stored sequence number of every boot of every host
 */
public record PartitionStart(
    long nextOffset, PartitionCounts counts, Map<HostBoot, Long> highWaterMarks) {}
