/**
 * Says when a rollout must stop and who comes next, per hardware generation, because the oldest
 * hardware breaks first and must not take the others along. Pure: knows neither the clock, nor
 * where observations come from, nor how a stage is published; it never touches a workload.
 */
@NullMarked
package dev.cowbell.aggregator.guardrail;

import org.jspecify.annotations.NullMarked;
