package dev.cowbell.collector.family;

/**
 * One process for good, within one boot.
 *
 * @param startTicks start in clock ticks since boot
 */
public record ProcessKey(int pid, long startTicks) {}
