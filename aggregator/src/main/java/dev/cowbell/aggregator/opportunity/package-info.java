/**
 * Says what sharing loss costs where nobody has compared arms yet, and which experiment would tell
 * what can be had of it, because a fleet has more services than experiments. Pure: knows neither
 * the store nor the clock.
 */
@NullMarked
package dev.cowbell.aggregator.opportunity;

import org.jspecify.annotations.NullMarked;
