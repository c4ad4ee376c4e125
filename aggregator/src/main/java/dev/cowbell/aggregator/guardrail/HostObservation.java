package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/**
 * One host over a stretch of time, usually the minute around a reload.
 *
 * @param hostId host
 * @param at end of the stretch
 * @param reload whether its servers reloaded in it
 * @param availableShareMinimum least MemAvailable as a share of memory
 * @param pageCacheBytesMinimum least page cache
 * @param majorFaultsPerSecond mean rate
 * @param diskBusySecondsLongest longest run above the busy ratio
 * @param outOfMemoryKills processes killed for lack of memory
 */
public record HostObservation(
    String hostId,
    Instant at,
    Reload reload,
    Figure availableShareMinimum,
    Figure pageCacheBytesMinimum,
    Figure majorFaultsPerSecond,
    Figure diskBusySecondsLongest,
    long outOfMemoryKills) {

  /** Whether servers reloaded. */
  public sealed interface Reload {

    /** They did not. */
    record None() implements Reload {}

    /** They did, and were ready after this long. */
    record Seen(Figure readySeconds) implements Reload {}
  }

  boolean isReload() {
    return reload instanceof Reload.Seen;
  }
}
