/**
 * Puts advice on {@code cowbell.recommendations.v1}, because those who follow it read Kafka and no
 * database. Knows neither how advice is made nor where it waits.
 */
@NullMarked
package dev.cowbell.aggregator.publish;

import org.jspecify.annotations.NullMarked;
