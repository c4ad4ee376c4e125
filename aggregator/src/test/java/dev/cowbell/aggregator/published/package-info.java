/** Figures that others have published, as tests. */
@NullMarked
package dev.cowbell.aggregator.published;

import org.jspecify.annotations.NullMarked;
