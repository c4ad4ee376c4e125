/** Tests. */
@NullMarked
package dev.cowbell.aggregator.backtest;

import org.jspecify.annotations.NullMarked;
