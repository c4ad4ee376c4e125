package dev.cowbell.standalone.simulate.model;

/** Processor counters of the whole host over the interval. */
public record CounterReading(
    long instructions, long cycles, long cacheReferences, long cacheMisses) {}
