package dev.cowbell.aggregator.rollup;

import java.time.Instant;

/**
 * One arm of one service on one host on one day.
 *
 * @param dayAt start of the day, UTC
 */
public record HostDayKey(
    Instant dayAt, String hostId, String service, String hardwareClass, String arm) {

  /** The day that holds this instant. */
  public static HostDayKey of(
      Instant collectedAt, String hostId, String service, String hardwareClass, String arm) {
    return new HostDayKey(Grain.DAY.start(collectedAt), hostId, service, hardwareClass, arm);
  }
}
