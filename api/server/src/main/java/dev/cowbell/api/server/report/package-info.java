/**
 * The report a person reads about one service: its model, its sentences and its HTML. It may not
 * read the database itself.
 */
@NullMarked
package dev.cowbell.api.server.report;

import org.jspecify.annotations.NullMarked;
