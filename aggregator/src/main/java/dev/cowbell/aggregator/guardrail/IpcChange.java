package dev.cowbell.aggregator.guardrail;

/**
 * Relative change of instructions per cycle that the treatment brought, as an interval that may be
 * looked at every day.
 */
public record IpcChange(double low, double high) {}
