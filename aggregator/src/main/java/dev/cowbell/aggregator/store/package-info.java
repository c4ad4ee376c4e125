/**
 * Keeps ticks, roll-ups, savings and recommendations in PostgreSQL or TimescaleDB, because one
 * transaction has to cover rows and offsets. The only place that knows SQL; knows nothing of Kafka
 * or of how decisions are made.
 */
@NullMarked
package dev.cowbell.aggregator.store;

import org.jspecify.annotations.NullMarked;
