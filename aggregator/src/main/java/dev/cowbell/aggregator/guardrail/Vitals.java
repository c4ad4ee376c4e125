package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/**
 * A host at one instant; once a second around a reload.
 *
 * @param at when
 * @param availableBytes MemAvailable
 * @param pageCacheBytes page cache
 * @param majorFaultsPerSecond rate since the instant before
 * @param diskBusyRatio share of the time since the instant before that the busiest disk was busy
 * @param outOfMemoryKills processes killed since the instant before
 */
public record Vitals(
    Instant at,
    Figure availableBytes,
    Figure pageCacheBytes,
    Figure majorFaultsPerSecond,
    Figure diskBusyRatio,
    long outOfMemoryKills) {}
