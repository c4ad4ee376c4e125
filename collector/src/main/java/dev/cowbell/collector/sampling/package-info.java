/**
 * What to read when, within a CPU budget. Pure: sees process states as data and knows no files,
 * clock, logger or wire format.
 */
@NullMarked
package dev.cowbell.collector.sampling;

import org.jspecify.annotations.NullMarked;
