package dev.cowbell.aggregator.recommend;

import java.util.OptionalDouble;

/**
 * How near one host came to its limits within the window; each figure is the 95th percentile of its
 * ticks.
 *
 * @param memoryShare memory in use (total less available) of total: 0 to 1; empty where it is not
 *     known
 * @param cpuShare CPU time of all families measured, of what the cores have: 0 to 1
 * @param memoryPressure share of time in which some task waited for memory: 0 to 1
 * @param cpuPressure share of time in which some task waited for a CPU: 0 to 1
 */
public record HostLoad(
    String host,
    OptionalDouble memoryShare,
    OptionalDouble cpuShare,
    OptionalDouble memoryPressure,
    OptionalDouble cpuPressure) {}
