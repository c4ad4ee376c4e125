package dev.cowbell.api.server.efficiency;

/**
 * Bytes that a tenth, a quarter, half and so on of the readings do not exceed, within one per cent;
 * never below zero.
 */
public record Spread(double p10, double p25, double p50, double p75, double p90) {}
