/**
 * Names hosts that are alike, because advice is given per hardware class and never pooled across
 * classes. Pure: knows neither where hardware facts come from nor where they are kept.
 */
@NullMarked
package dev.cowbell.aggregator.hardware;

import org.jspecify.annotations.NullMarked;
