/**
 * Processor counters, or why there are none. Exists so that a machine without them says so; knows
 * nothing of processes or the wire.
 */
@NullMarked
package dev.cowbell.collector.perf;

import org.jspecify.annotations.NullMarked;
