/**
 * Assembles the aggregator: configuration, start and stop, schedule, health and metrics. The only
 * place that knows the framework; decides nothing.
 */
@NullMarked
package dev.cowbell.aggregator.app;

import org.jspecify.annotations.NullMarked;
