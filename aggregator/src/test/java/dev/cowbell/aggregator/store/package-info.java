/** Tests that hold for every database the store runs on. Knows SQL and starts real servers. */
@NullMarked
package dev.cowbell.aggregator.store;

import org.jspecify.annotations.NullMarked;
