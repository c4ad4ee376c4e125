package dev.cowbell.collector.cpython;

/**
 * What one look at an interpreter's collector gave.
 *
 * @param fullCollections since the interpreter started, those before a fork included
 */
public record CollectorReading(CollectorPolicy policy, long fullCollections) {}
