package dev.cowbell.aggregator.store;

/** A service on a hardware class: what decisions are made for. */
public record ServiceOnClass(String service, String hardwareClass) {}
