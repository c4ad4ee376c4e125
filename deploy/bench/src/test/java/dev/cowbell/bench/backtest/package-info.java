/** Tests. */
@NullMarked
package dev.cowbell.bench.backtest;

import org.jspecify.annotations.NullMarked;
