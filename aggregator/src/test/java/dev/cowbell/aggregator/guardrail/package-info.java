/** Tests of rails and stages, with a whole rollout played in memory. */
@NullMarked
package dev.cowbell.aggregator.guardrail;

import org.jspecify.annotations.NullMarked;
