/** Tests. */
@NullMarked
package dev.cowbell.bench.limits;

import org.jspecify.annotations.NullMarked;
