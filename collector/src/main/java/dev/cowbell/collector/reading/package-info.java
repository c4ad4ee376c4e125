/**
 * What a reading is: a value, or the reason why there is none. Exists so that no part of the
 * collector ever sends 0 for unknown; knows nothing of where readings come from or go to.
 */
@NullMarked
package dev.cowbell.collector.reading;

import org.jspecify.annotations.NullMarked;
