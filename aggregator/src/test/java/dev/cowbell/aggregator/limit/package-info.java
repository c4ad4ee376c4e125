/** Tests. */
@NullMarked
package dev.cowbell.aggregator.limit;

import org.jspecify.annotations.NullMarked;
