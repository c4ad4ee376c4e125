/**
 * Tests of how hosts are classed, because advice depends on it. Knows only the class under test.
 */
@NullMarked
package dev.cowbell.aggregator.hardware;

import org.jspecify.annotations.NullMarked;
