/**
 * What machine and commit a figure comes from, because a figure without them says nothing. Knows no
 * benchmark.
 */
@NullMarked
package dev.cowbell.bench.machine;

import org.jspecify.annotations.NullMarked;
