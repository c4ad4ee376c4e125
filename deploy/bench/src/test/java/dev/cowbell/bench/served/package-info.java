/** Tests of the load and its arithmetic. */
@NullMarked
package dev.cowbell.bench.api;

import org.jspecify.annotations.NullMarked;
