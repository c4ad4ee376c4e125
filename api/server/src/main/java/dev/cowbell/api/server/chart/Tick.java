package dev.cowbell.api.server.chart;

/** A value that is written at an axis. */
public record Tick(double value, String label) {}
