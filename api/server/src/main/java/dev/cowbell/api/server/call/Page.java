package dev.cowbell.api.server.call;

import java.util.List;

/**
 * One page of a list.
 *
 * @param nextToken for the page behind it; empty on the last one
 */
public record Page<T>(List<T> rows, String nextToken) {}
