package dev.cowbell.aggregator.store;

/** Names a tick for good. */
public record TickId(HostBoot boot, long sequence) {}
