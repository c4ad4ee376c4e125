/**
 * The command line of the backtest: where a trace comes from, and how scores are printed and drawn.
 * It decides nothing: rules and replay are the aggregator's.
 */
@NullMarked
package dev.cowbell.bench.backtest;

import org.jspecify.annotations.NullMarked;
