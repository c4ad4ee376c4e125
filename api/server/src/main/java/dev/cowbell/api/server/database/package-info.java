/**
 * Reads the views of schema {@code api}: the only package that knows java.sql. It may not know what
 * the rows mean, and never writes.
 */
@NullMarked
package dev.cowbell.api.server.database;

import org.jspecify.annotations.NullMarked;
