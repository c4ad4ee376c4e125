/**
 * Lists that can be filtered, sorted and paged (AIP-132, AIP-158, AIP-160): what was asked for,
 * read and checked, and carried out either in SQL or in memory. It may not know what is listed.
 */
@NullMarked
package dev.cowbell.api.server.listing;

import org.jspecify.annotations.NullMarked;
