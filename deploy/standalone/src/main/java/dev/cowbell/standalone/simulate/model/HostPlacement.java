package dev.cowbell.standalone.simulate.model;

/**
 * Which advice concerns a host.
 *
 * @param hardwareClass as recommendations call it
 */
public record HostPlacement(String hostId, String hardwareClass, String service) {}
