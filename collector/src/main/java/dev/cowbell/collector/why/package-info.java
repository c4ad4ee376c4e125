/**
 * Why sharing is lost: which code writes to inherited pages, and whether a collector was running.
 * Exists for one person who asks about one family now; knows nothing of ticks or the wire.
 */
@NullMarked
package dev.cowbell.collector.why;

import org.jspecify.annotations.NullMarked;
