/** Tests of advice by example, with published figures. Knows only pure code. */
@NullMarked
package dev.cowbell.aggregator.recommend;

import org.jspecify.annotations.NullMarked;
