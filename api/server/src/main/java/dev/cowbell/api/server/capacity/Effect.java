package dev.cowbell.api.server.capacity;

/**
 * What a treatment saves against the control, per worker of equal age: sharing loss avoided less
 * private growth added.
 */
public record Effect(
    String service, String hardwareClass, String control, String treatment, Range bytesPerWorker) {}
