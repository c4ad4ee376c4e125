/**
 * Says what one arm saves against another at equal worker age, with a range that says what it
 * means. Pure: evidence comes in as values, and nothing here knows where it was kept, what time it
 * is or what is done about it.
 */
@NullMarked
package dev.cowbell.aggregator.savings;

import org.jspecify.annotations.NullMarked;
