package dev.cowbell.standalone.pipeline;

import java.time.Duration;

/**
 * How the pipeline runs.
 *
 * @param httpPort where gRPC and the pages are served, on loopback
 * @param durable whether what is stored survives a crash of the machine
 * @param interval time between two ticks of the collector
 * @param decisionInterval time between two computations of savings and recommendations
 * @param longestUnread after so long a process is read in full even if nothing moved in it
 * @param cpuBudgetPercent what the collector may cost, in per cent of one core
 */
public record PipelineSettings(
    int httpPort,
    boolean durable,
    Duration interval,
    Duration decisionInterval,
    Duration longestUnread,
    double cpuBudgetPercent) {}
