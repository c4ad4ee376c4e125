/** The Kafka edge of the simulator: ticks out, advice in. Decides nothing. */
@NullMarked
package dev.cowbell.standalone.simulate.kafka;

import org.jspecify.annotations.NullMarked;
