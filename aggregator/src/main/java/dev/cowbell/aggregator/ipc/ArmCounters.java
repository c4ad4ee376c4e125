package dev.cowbell.aggregator.ipc;

/**
 * What one arm was on one host on one day, besides memory.
 *
 * @param daysAgo 0 for the last whole day
 * @param ticks ticks at which it ran
 * @param cpuMicros CPU time of its workers
 * @param looks looks at its interpreters' collecting flags
 * @param hits looks that found the collector running
 * @param squaredHits hits of each cluster squared, summed
 * @param cpi cycles per instruction, of ticks at which nothing else ran on the host
 * @param cacheReferences references of those ticks
 * @param cacheMisses misses of those ticks
 */
public record ArmCounters(
    String host,
    String arm,
    int daysAgo,
    long ticks,
    long cpuMicros,
    long looks,
    long hits,
    double squaredHits,
    CpiHostDay cpi,
    double cacheReferences,
    double cacheMisses) {}
