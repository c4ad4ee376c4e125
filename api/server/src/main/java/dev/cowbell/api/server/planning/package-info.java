/**
 * Capacity plans for callers: what there is, read from the views, and what a plan says, in messages
 * and sentences. It may not know how a plan is computed.
 */
@NullMarked
package dev.cowbell.api.server.planning;

import org.jspecify.annotations.NullMarked;
