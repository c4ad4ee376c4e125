package dev.cowbell.aggregator.recommend;

/**
 * One worker at its last reading.
 *
 * @param ussBytes its private memory
 * @param stillSharedBytes what it still shared
 */
public record WorkerMemory(long ussBytes, long stillSharedBytes) {}
