/**
 * Puts the server together: configuration, start and the wiring of the parts. Nothing depends on
 * it.
 */
@NullMarked
package dev.cowbell.api.server.app;

import org.jspecify.annotations.NullMarked;
