package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A move of a stage and what it rested on.
 *
 * @param at the time of the ticks it rests on
 * @param hosts hosts there are
 * @param evidence what the advice rested on, a sentence each
 * @param asked the request that it follows; empty where nobody asked
 */
public record StageDecision(
    ServiceOnClass about,
    String treatment,
    Step step,
    Instant at,
    int hosts,
    List<String> evidence,
    Optional<StageRequest> asked) {}
