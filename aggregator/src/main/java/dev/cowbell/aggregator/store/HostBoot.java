package dev.cowbell.aggregator.store;

import java.util.UUID;

/** One boot of one host: sequence numbers rise within it. */
public record HostBoot(String hostId, UUID bootId) {}
