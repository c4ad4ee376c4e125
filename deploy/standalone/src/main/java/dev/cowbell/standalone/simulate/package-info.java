/**
 * A fleet of simulated hosts that speaks the real contract: what was asked for, and a run of it.
 * Everything it shows comes from a scenario; it knows nothing of the programs that read its ticks.
 */
@NullMarked
package dev.cowbell.standalone.simulate;

import org.jspecify.annotations.NullMarked;
