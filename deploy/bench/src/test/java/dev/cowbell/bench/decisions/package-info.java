/** Tests. */
@NullMarked
package dev.cowbell.bench.decisions;

import org.jspecify.annotations.NullMarked;
