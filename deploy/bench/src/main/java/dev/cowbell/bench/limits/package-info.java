/**
 * Plays hosts full of growing workers against restart limits, because how often a limit fails can
 * only be seen over a hundred thousand host-hours. Knows neither the clock nor how figures are
 * written.
 */
@NullMarked
package dev.cowbell.bench.limits;

import org.jspecify.annotations.NullMarked;
