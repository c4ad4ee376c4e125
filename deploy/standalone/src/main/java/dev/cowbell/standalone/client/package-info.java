/** The query API as its callers see it. Knows only the contract. */
@NullMarked
package dev.cowbell.standalone.client;

import org.jspecify.annotations.NullMarked;
