package dev.cowbell.api.server.efficiency;

import java.util.Optional;

/**
 * Means over all readings of workers of one age, in bytes.
 *
 * @param ageFromSeconds youngest age
 * @param ageToSeconds oldest age, exclusive; infinity for the last bucket
 * @param estimatedReadings readings whose inherited bytes were estimated
 * @param growthBytes private growth; may be negative
 * @param spreads how loss and growth are spread; absent where only means were asked for
 */
public record SharingPoint(
    double ageFromSeconds,
    double ageToSeconds,
    long readings,
    long estimatedReadings,
    double inheritedBytes,
    double stillSharedBytes,
    double lossBytes,
    double growthBytes,
    Optional<Spreads> spreads) {
  /** The age a chart shows it at; the last bucket has no end, so it is shown at its beginning. */
  public double middleSeconds() {
    return Double.isInfinite(ageToSeconds) ? ageFromSeconds : (ageFromSeconds + ageToSeconds) / 2;
  }

  /** How both figures are spread over the readings. */
  public record Spreads(Spread loss, Spread growth) {}
}
