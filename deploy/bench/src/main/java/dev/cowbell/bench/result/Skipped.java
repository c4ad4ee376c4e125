package dev.cowbell.bench.result;

/** A figure that was not measured, and why. */
public record Skipped(String name, String reason) {}
