/** Tests of the load. */
@NullMarked
package dev.cowbell.bench.served;

import org.jspecify.annotations.NullMarked;
