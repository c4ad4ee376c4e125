/** Tests. */
@NullMarked
package dev.cowbell.bench.machine;

import org.jspecify.annotations.NullMarked;
