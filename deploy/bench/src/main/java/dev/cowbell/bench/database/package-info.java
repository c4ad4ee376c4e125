/**
 * Database servers for benchmarks: TimescaleDB where it is, embedded PostgreSQL where not. Knows
 * nothing of the schema.
 */
@NullMarked
package dev.cowbell.bench.database;

import org.jspecify.annotations.NullMarked;
