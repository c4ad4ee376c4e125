/** Tests that partial roll-ups merge exactly. Knows only pure code. */
@NullMarked
package dev.cowbell.aggregator.rollup;

import org.jspecify.annotations.NullMarked;
