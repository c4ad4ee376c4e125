package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.OperatorRequest;
import java.util.UUID;

/** What an operator asked of a stage and nobody has answered yet. */
public record StageRequest(UUID id, ServiceOnClass about, int kind, OperatorRequest asked) {}
