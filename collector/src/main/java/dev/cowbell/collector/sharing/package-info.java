/**
 * What became of the memory a worker inherited: the formulas. Pure: sees readings as data and knows
 * no files, clock, logger or wire format.
 */
@NullMarked
package dev.cowbell.collector.sharing;

import org.jspecify.annotations.NullMarked;
