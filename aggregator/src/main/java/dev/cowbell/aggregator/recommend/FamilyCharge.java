package dev.cowbell.aggregator.recommend;

/**
 * What the cgroup of a family was charged for memory that cannot be dropped, over the window.
 *
 * @param host its host
 * @param readings ticks at which it was read
 * @param medianBytes median of these
 * @param greatestBytes greatest of these
 */
public record FamilyCharge(String host, long readings, double medianBytes, double greatestBytes) {}
