/**
 * The collector as a process: configuration, schedule, health and the way out. The only package
 * that puts the others together.
 */
@NullMarked
package dev.cowbell.collector.app;

import org.jspecify.annotations.NullMarked;
