/**
 * How much time goes into an interpreter's collector, from looks at its flag: the estimator. Pure:
 * sees looks as data and knows no processes, threads, clock or wire format.
 */
@NullMarked
package dev.cowbell.collector.gctime;

import org.jspecify.annotations.NullMarked;
