package dev.cowbell.aggregator.recommend;

/**
 * How large the hosts are that advice is given for.
 *
 * @param workersPerHost workers of the service on a typical host
 */
public record HostScale(double workersPerHost, long memoryBytes) {}
