/**
 * What keeps callers and readers safe: headers on every answer, and a loud line while calls are not
 * authenticated. It may not know what is asked.
 */
@NullMarked
package dev.cowbell.api.server.security;

import org.jspecify.annotations.NullMarked;
