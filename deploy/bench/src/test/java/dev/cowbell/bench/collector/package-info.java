/** Tests of the collector's benchmark. */
@NullMarked
package dev.cowbell.bench.collector;

import org.jspecify.annotations.NullMarked;
