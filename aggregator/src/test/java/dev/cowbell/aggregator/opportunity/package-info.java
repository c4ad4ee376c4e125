/** Tests. */
@NullMarked
package dev.cowbell.aggregator.opportunity;

import org.jspecify.annotations.NullMarked;
