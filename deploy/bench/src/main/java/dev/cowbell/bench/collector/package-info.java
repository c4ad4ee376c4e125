/**
 * What the collector costs and how right it is, measured from outside, because a program's own
 * figures are no evidence about it. Knows the collector as a process, its ticks as a reader of the
 * topic does, and only for the cost of one reading its reader of files.
 */
@NullMarked
package dev.cowbell.bench.collector;

import org.jspecify.annotations.NullMarked;
