package dev.cowbell.api.server.chart;

/** A value drawn across a chart to compare with, such as a limit. */
public record Level(double value, String label) {}
