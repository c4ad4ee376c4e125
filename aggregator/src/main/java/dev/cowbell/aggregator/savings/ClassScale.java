package dev.cowbell.aggregator.savings;

/**
 * A hardware class.
 *
 * @param memoryBytes memory of one host
 */
public record ClassScale(String generation, long memoryBytes) {}
