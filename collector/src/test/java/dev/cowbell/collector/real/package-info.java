/**
 * Real processes for tests. Exists so that the collector is held against interpreters and the
 * kernel, not against our idea of them; knows nothing of the wire.
 */
@NullMarked
package dev.cowbell.collector.real;

import org.jspecify.annotations.NullMarked;
