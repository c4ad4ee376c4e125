package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/** Observations of a healthy host, to be spoilt one figure at a time. */
record Seen(
    double restartSeconds,
    double availableShare,
    double pageCacheBytes,
    double majorFaultsPerSecond,
    double diskBusySeconds,
    long kills) {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final HostBaseline BASELINE =
      new HostBaseline(Figure.of(10), Figure.of(4e9), Figure.of(2));
  static final Seen HEALTHY = new Seen(10, 0.30, 4e9, 2, 1, 0);

  HostObservation on(String host, int minute) {
    return new HostObservation(
        host,
        START.plusSeconds(60L * minute),
        new HostObservation.Reload.Seen(Figure.of(restartSeconds)),
        Figure.of(availableShare),
        Figure.of(pageCacheBytes),
        Figure.of(majorFaultsPerSecond),
        Figure.of(diskBusySeconds),
        kills);
  }

  Seen restarting(double seconds) {
    return new Seen(
        seconds, availableShare, pageCacheBytes, majorFaultsPerSecond, diskBusySeconds, kills);
  }
}
