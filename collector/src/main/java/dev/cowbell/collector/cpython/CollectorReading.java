package dev.cowbell.collector.cpython;

import dev.cowbell.collector.reading.Reading;

/**
 * What one look at an interpreter's collector gave.
 *
 * @param fullCollections since the interpreter started, those before a fork included
 * @param collecting whether one was running just then
 * @param next how near the next full collection is; NOT_SUPPORTED where none comes by itself
 */
public record CollectorReading(
    CollectorPolicy policy,
    long fullCollections,
    boolean collecting,
    Reading<NextFullCollection> next) {}
