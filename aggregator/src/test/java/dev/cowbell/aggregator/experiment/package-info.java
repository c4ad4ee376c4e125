/** Tests of the statistics of experiments. */
@NullMarked
package dev.cowbell.aggregator.experiment;

import org.jspecify.annotations.NullMarked;
