/**
 * What taking ticks over costs: the real aggregator between a real broker and a real database,
 * beside server-side COPY of the same rows. Knows the store's tables by name and nothing of how
 * they are filled.
 */
@NullMarked
package dev.cowbell.bench.ingest;

import org.jspecify.annotations.NullMarked;
