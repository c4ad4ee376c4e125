/**
 * The fleet as it was some seconds ago, for first pages, and what it adds up to, for Prometheus. It
 * may not know how either shows it.
 */
@NullMarked
package dev.cowbell.api.server.overview;

import org.jspecify.annotations.NullMarked;
