/**
 * What a benchmark found and how that is written down, because others rely on its names and its
 * format. Knows no benchmark.
 */
@NullMarked
package dev.cowbell.bench.result;

import org.jspecify.annotations.NullMarked;
