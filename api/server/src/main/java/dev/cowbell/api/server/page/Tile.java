package dev.cowbell.api.server.page;

import dev.cowbell.api.server.figure.Quantity;

/**
 * A figure that a reader came for.
 *
 * @param note what is good to know with it, such as its range; may be empty
 */
public record Tile(String name, Quantity figure, String note) {}
