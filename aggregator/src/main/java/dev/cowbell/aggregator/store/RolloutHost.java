package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.HostBaseline;
import java.time.Instant;
import java.util.Optional;

/**
 * A host of a service as it was last seen.
 *
 * @param generation microarchitecture
 * @param arm what all its families of the service run
 * @param seenAt time of its last tick
 * @param lookedUntil up to when guardrails have looked at it between reloads
 * @param touchedAt when it was given the change, by the time of ticks
 * @param baseline what was normal before it was touched; known of touched hosts only
 */
public record RolloutHost(
    ServiceOnClass about,
    String generation,
    String hostId,
    String arm,
    Instant seenAt,
    Optional<Instant> lookedUntil,
    Optional<Instant> touchedAt,
    HostBaseline baseline) {}
