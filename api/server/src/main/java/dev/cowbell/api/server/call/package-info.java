/**
 * How a call is refused and how a list is cut into pages, the same for every service. It may not
 * know any service.
 */
@NullMarked
package dev.cowbell.api.server.call;

import org.jspecify.annotations.NullMarked;
