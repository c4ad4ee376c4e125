/**
 * The state of CPython's cyclic collector, read from outside the process. Exists so that no
 * workload must be changed to be measured; knows nothing of families or the wire.
 */
@NullMarked
package dev.cowbell.collector.cpython;

import org.jspecify.annotations.NullMarked;
