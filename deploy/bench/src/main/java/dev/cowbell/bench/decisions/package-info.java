/**
 * Plays seeded experiments against the decision rules, because their error rates are promises that
 * only thousands of experiments can check. Knows neither the clock nor how figures are written.
 */
@NullMarked
package dev.cowbell.bench.decisions;

import org.jspecify.annotations.NullMarked;
