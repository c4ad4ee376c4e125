package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Stage;
import java.time.Instant;
import java.util.List;

/**
 * How far advice has come.
 *
 * @param because why it stands there, a sentence each
 * @param treatedHosts hosts that are to have the change: the first so many in order
 * @param hosts hosts there are
 * @param movedAt when it came there, by the time of ticks
 */
public record StoredRollout(
    ServiceOnClass about,
    String control,
    String treatment,
    Stage stage,
    List<String> because,
    int treatedHosts,
    int hosts,
    Instant movedAt) {}
