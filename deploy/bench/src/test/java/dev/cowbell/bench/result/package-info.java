/** Tests. */
@NullMarked
package dev.cowbell.bench.result;

import org.jspecify.annotations.NullMarked;
