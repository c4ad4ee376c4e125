/**
 * What hosts and families were like over time, thinned out to what a chart can show. It may not
 * know charts, nor judge what it reads.
 */
@NullMarked
package dev.cowbell.api.server.history;

import org.jspecify.annotations.NullMarked;
