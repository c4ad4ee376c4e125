/** Tests of savings by example, with published figures. Knows only pure code. */
@NullMarked
package dev.cowbell.aggregator.savings;

import org.jspecify.annotations.NullMarked;
