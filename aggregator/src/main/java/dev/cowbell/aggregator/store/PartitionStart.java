package dev.cowbell.aggregator.store;

/** Where a partition stands in the database. */
public record PartitionStart(long nextOffset, PartitionCounts counts) {}
