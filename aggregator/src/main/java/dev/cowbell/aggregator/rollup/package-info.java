/**
 * Turns worker readings into partial roll-ups that merge exactly, because instances each see only
 * their own partitions. Pure: knows neither messages, nor tables, nor the clock.
 */
@NullMarked
package dev.cowbell.aggregator.rollup;

import org.jspecify.annotations.NullMarked;
