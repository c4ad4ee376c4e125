/**
 * Which processes belong together and what they are called. Pure: sees snapshots as data and knows
 * no files, clock, logger or wire format.
 */
@NullMarked
package dev.cowbell.collector.family;

import org.jspecify.annotations.NullMarked;
