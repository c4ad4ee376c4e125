/**
 * The dependency rules of all modules, kept in one place: this module is built after all others.
 */
@NullMarked
package dev.cowbell.architecture;

import org.jspecify.annotations.NullMarked;
