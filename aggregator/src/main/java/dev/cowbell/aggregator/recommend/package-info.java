/**
 * Turns evidence into advice on one setting, or says what is missing for it. Pure: knows neither
 * databases, nor messages, nor the clock, and never touches a workload.
 */
@NullMarked
package dev.cowbell.aggregator.recommend;

import org.jspecify.annotations.NullMarked;
