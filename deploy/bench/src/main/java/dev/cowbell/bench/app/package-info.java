/**
 * The command line of the benchmarks, because people and scripts ask for them by name. It knows no
 * statistics: it runs, prints and writes.
 */
@NullMarked
package dev.cowbell.bench.app;

import org.jspecify.annotations.NullMarked;
