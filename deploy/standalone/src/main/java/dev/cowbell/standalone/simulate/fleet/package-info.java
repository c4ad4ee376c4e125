/**
 * Drives a simulated fleet through time on some threads, in an order that does not depend on them.
 * Knows the model and the messages, not where ticks go.
 */
@NullMarked
package dev.cowbell.standalone.simulate.fleet;

import org.jspecify.annotations.NullMarked;
