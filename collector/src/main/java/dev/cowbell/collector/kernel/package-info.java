/**
 * System calls that Java has not, and what the kernel answers when it refuses one. Exists so that
 * all foreign code of the collector is in one place; knows nothing of what is measured.
 */
@NullMarked
package dev.cowbell.collector.kernel;

import org.jspecify.annotations.NullMarked;
