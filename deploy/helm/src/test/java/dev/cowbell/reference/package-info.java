/**
 * The reference of all settings, and whether everything that is shipped sets only what there is.
 * Apart from the chart's own checks, since it knows the programs.
 */
@NullMarked
package dev.cowbell.reference;

import org.jspecify.annotations.NullMarked;
