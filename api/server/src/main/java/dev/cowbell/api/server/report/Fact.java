package dev.cowbell.api.server.report;

/** Something the figures rest on. */
public record Fact(String name, String sentence) {}
