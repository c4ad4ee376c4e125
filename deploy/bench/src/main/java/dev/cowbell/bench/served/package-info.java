/**
 * A server over the roll-ups of a fleet, and load for it. Knows the migrations, the contract of
 * what is stored and nothing of the server's inside.
 */
@NullMarked
package dev.cowbell.bench.served;

import org.jspecify.annotations.NullMarked;
