package dev.cowbell.aggregator.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could not be used, as it was received, and why. */
record RejectedRecord(ConsumerRecord<byte[], byte[]> origin, Decoded.Rejected why) {}
