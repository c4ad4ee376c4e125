/**
 * Replays a history of workers under the limits that different rules would have set, because advice
 * is worth what it would have been worth. Pure: knows neither where traces come from nor how
 * results are drawn.
 */
@NullMarked
package dev.cowbell.aggregator.backtest;

import org.jspecify.annotations.NullMarked;
