/**
 * Measures the API server from outside, over its own port. Knows the contract, the migrations and
 * the data set it writes, and nothing of the server's inside.
 */
@NullMarked
package dev.cowbell.bench.api;

import org.jspecify.annotations.NullMarked;
