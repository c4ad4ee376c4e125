/** Tests that nothing is lost or doubled between a real broker and a real database. */
@NullMarked
package dev.cowbell.aggregator.ingest;

import org.jspecify.annotations.NullMarked;
