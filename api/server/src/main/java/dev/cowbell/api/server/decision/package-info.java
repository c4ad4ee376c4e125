/**
 * What the aggregator decided and what that rested on: moves of stages, reloads, figures of
 * experiments, predictions and what came true. It may not decide anything itself.
 */
@NullMarked
package dev.cowbell.api.server.decision;

import org.jspecify.annotations.NullMarked;
