/**
 * What this host lets the collector see. Exists so that an operator learns before the first tick
 * what is missing and what would allow it; only looks, and knows nothing of ticks or the wire.
 */
@NullMarked
package dev.cowbell.collector.doctor;

import org.jspecify.annotations.NullMarked;
