package dev.cowbell.aggregator.store;

import java.util.List;

/**
 * Advice to use an arm, as it stands.
 *
 * @param evidence what it rests on, a sentence each
 */
public record AdvisedPolicy(
    ServiceOnClass about, String control, String treatment, List<String> evidence) {}
