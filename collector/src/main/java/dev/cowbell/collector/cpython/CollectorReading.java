package dev.cowbell.collector.cpython;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.sharing.CollectionCounts;

/**
 * What one look at an interpreter's collector gave.
 *
 * @param collections since the interpreter started, those before a fork included
 * @param collecting whether one was running just then
 * @param next how near the next full collection is; NOT_SUPPORTED where none comes by itself
 */
public record CollectorReading(
    CollectorPolicy policy,
    CollectionCounts collections,
    boolean collecting,
    Reading<NextFullCollection> next) {}
