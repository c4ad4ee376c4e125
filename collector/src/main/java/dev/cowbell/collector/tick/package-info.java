/**
 * One collection: reads the host, keeps what must be remembered between two ticks and fills the
 * contract's messages. Knows nothing of Kafka.
 */
@NullMarked
package dev.cowbell.collector.tick;

import org.jspecify.annotations.NullMarked;
