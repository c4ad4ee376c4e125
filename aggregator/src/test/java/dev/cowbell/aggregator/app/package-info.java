/** Tests of the assembled aggregator and of its configuration. */
@NullMarked
package dev.cowbell.aggregator.app;

import org.jspecify.annotations.NullMarked;
