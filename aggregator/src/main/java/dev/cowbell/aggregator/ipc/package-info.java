/**
 * Says what cycles per instruction are normal for a service on a type of CPU, and what share of an
 * arm's gain they are, because memory that stays shared also stays in the cache. Pure: knows
 * neither counters nor the store.
 */
@NullMarked
package dev.cowbell.aggregator.ipc;

import org.jspecify.annotations.NullMarked;
