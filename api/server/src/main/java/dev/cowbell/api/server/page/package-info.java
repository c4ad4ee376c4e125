/** The pages a browser sees. It may not compute figures: it asks, and fills templates. */
@NullMarked
package dev.cowbell.api.server.page;

import org.jspecify.annotations.NullMarked;
