package dev.cowbell.standalone.simulate.scenario;

/**
 * Regular reloads of a service.
 *
 * @param everySeconds on each host
 * @param spreadSeconds over which one deploy walks through the fleet
 */
public record Deploys(double everySeconds, double spreadSeconds) {}
