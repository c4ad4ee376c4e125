/** Pages without a server. */
@NullMarked
package dev.cowbell.api.server.page;

import org.jspecify.annotations.NullMarked;
