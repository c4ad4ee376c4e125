/** What is read by hand is what generated code reads. */
@NullMarked
package dev.cowbell.aggregator.wire;

import org.jspecify.annotations.NullMarked;
