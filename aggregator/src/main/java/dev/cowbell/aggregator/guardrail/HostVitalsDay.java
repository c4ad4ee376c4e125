package dev.cowbell.aggregator.guardrail;

/**
 * One host on one day before it was touched.
 *
 * @param epochDay day in days since 1970-01-01
 * @param restartSeconds median time to readiness of its reloads
 * @param pageCacheBytes median page cache
 * @param majorFaultsPerSecond mean rate
 */
public record HostVitalsDay(
    long epochDay, Figure restartSeconds, Figure pageCacheBytes, Figure majorFaultsPerSecond) {}
