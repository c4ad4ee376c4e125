/**
 * The class cache of the collector, which the build makes by running it as it is deployed. Knows
 * the collector as a process only.
 */
@NullMarked
package dev.cowbell.standalone.training;

import org.jspecify.annotations.NullMarked;
