/**
 * A figure or the reason why there is none, and how both are put into words and units for people.
 * It may not know where figures come from.
 */
@NullMarked
package dev.cowbell.api.server.figure;

import org.jspecify.annotations.NullMarked;
