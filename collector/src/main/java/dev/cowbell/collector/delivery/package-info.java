/**
 * Takes ticks from the spool to Kafka, in order. Exists so that sampling never waits for a broker
 * and what the broker does not take is kept or counted; knows nothing of how a tick comes to be.
 */
@NullMarked
package dev.cowbell.collector.delivery;

import org.jspecify.annotations.NullMarked;
