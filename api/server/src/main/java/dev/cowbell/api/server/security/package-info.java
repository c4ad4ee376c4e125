/**
 * What keeps callers and readers safe: who they are, what they may do and how often, TLS, and a
 * loud line while nobody is asked. It may not know what is asked.
 */
@NullMarked
package dev.cowbell.api.server.security;

import org.jspecify.annotations.NullMarked;
