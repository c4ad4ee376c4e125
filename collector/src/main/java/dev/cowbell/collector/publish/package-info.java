/**
 * Delivery of ticks to Kafka. Exists so that sampling never waits for a broker and every loss is
 * counted; knows nothing of how a tick comes to be.
 */
@NullMarked
package dev.cowbell.collector.publish;

import org.jspecify.annotations.NullMarked;
