/**
 * Plays whole rollouts: a simulated fleet that follows what is published, through a real broker,
 * the aggregator as it is deployed and a real database. Knows nothing of how decisions are made; it
 * reads what was decided and what hosts ran.
 */
@NullMarked
package dev.cowbell.bench.rollout;

import org.jspecify.annotations.NullMarked;
