/** Tests. */
@NullMarked
package dev.cowbell.aggregator.ipc;

import org.jspecify.annotations.NullMarked;
