/**
 * Reads ticks from their bytes in the way that costs least, because every worker reading of a fleet
 * passes here. Knows the contract's numbers of fields and nothing of what they are used for.
 */
@NullMarked
package dev.cowbell.aggregator.wire;

import org.jspecify.annotations.NullMarked;
