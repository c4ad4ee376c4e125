/**
 * What machine this is. Exists so that figures are never pooled over unlike hardware; knows nothing
 * of processes.
 */
@NullMarked
package dev.cowbell.collector.hardware;

import org.jspecify.annotations.NullMarked;
