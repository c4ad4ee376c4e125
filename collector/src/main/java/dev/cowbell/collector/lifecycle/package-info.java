/**
 * What happens to the workers of a family: reloads, the way they end, out-of-memory kills, and how
 * often to look meanwhile. Pure: sees looks at processes as data and knows no files, clock, logger
 * or wire format.
 */
@NullMarked
package dev.cowbell.collector.lifecycle;

import org.jspecify.annotations.NullMarked;
