/**
 * Finds how large workers may grow before they are restarted, from how they grow with age and how
 * their ages fall together, because a host is not exceeded by one worker but by all of them at
 * once. Pure: knows neither where lives were read, nor the clock, nor how a limit is written down.
 */
@NullMarked
package dev.cowbell.aggregator.limit;

import org.jspecify.annotations.NullMarked;
