package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.PartitionBatch;
import java.util.List;

/**
 * The records of one partition, told apart: what is to be stored with its offsets, and what is to
 * be rejected.
 */
record SortedRecords(PartitionBatch batch, List<RejectedRecord> rejects) {}
