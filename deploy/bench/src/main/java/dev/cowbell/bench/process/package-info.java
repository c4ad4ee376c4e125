/** What processes cost, from their /proc folders. Knows nothing of what the processes do. */
@NullMarked
package dev.cowbell.bench.process;

import org.jspecify.annotations.NullMarked;
