/**
 * Takes ticks over from Kafka, tells good ones from bad and new ones from known ones, and hands
 * them to the store with their offsets. Knows Kafka and the contract; knows no SQL and makes no
 * decisions about workers.
 */
@NullMarked
package dev.cowbell.aggregator.ingest;

import org.jspecify.annotations.NullMarked;
