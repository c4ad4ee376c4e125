/**
 * Settings from the environment and from a file, the same for every program, so that a user learns
 * them once and the reference is written by the code that reads them. Knows no program and no
 * framework.
 */
@NullMarked
package dev.cowbell.settings;

import org.jspecify.annotations.NullMarked;
