package dev.cowbell.api.server.page;

/** Something to follow. */
public record Link(String name, String address) {}
