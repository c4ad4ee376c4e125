/**
 * Decides from whole days: asks the store for what the pure packages need and puts their answers
 * together, because savings, experiments, totals and the ledger rest on the same days. Knows
 * neither SQL nor the clock nor a framework.
 */
@NullMarked
package dev.cowbell.aggregator.wholeday;

import org.jspecify.annotations.NullMarked;
