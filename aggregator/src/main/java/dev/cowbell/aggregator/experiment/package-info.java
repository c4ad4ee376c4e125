/**
 * Says what one arm is worth against another and how sure one may be, with the host as the unit of
 * evidence, because workers of one family and days of one host are not independent. Pure: knows
 * neither the clock, nor where host days are kept, nor what is done with an answer.
 */
@NullMarked
package dev.cowbell.aggregator.experiment;

import org.jspecify.annotations.NullMarked;
