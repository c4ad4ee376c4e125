/**
 * The physics of simulated hosts: what a host would show at a moment, as a function of seed, host
 * number and time, so that hosts do not depend on how many there are or on who computes them. Pure:
 * no clock, no input or output, no message types.
 */
@NullMarked
package dev.cowbell.standalone.simulate.model;

import org.jspecify.annotations.NullMarked;
