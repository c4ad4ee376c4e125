package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.experiment.HostSums;

/** Sharing loss per worker of the hosts of one arm that run one version of the interpreter. */
public record VersionSums(String version, String arm, HostSums loss) {}
