/**
 * Reports as files for other programs and for paper: CSV, FOCUS, JSON and PDF, from the same model
 * as the HTML. It may not read the database, nor compute a figure the model does not have.
 */
@NullMarked
package dev.cowbell.api.server.export;

import org.jspecify.annotations.NullMarked;
