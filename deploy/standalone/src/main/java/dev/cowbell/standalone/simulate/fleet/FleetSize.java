package dev.cowbell.standalone.simulate.fleet;

/**
 * How large a fleet is and how long it runs.
 *
 * @param startMillis since 1970; the first ticks fall into the interval that begins here
 * @param durationMillis simulated
 * @param threads that compute ticks
 */
public record FleetSize(
    int hosts, long startMillis, long intervalMillis, long durationMillis, int threads) {

  long rounds() {
    return Math.ceilDiv(durationMillis, intervalMillis);
  }
}
