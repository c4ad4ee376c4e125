/**
 * What-if: what services will need of each hardware class, and what there is. Pure: it may not know
 * a clock, a database, a message or how a plan is told.
 */
@NullMarked
package dev.cowbell.api.server.capacity;

import org.jspecify.annotations.NullMarked;
