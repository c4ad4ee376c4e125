package dev.cowbell.api.server.efficiency;

/**
 * Means over all readings of workers of one age, in bytes.
 *
 * @param ageFromSeconds youngest age
 * @param ageToSeconds oldest age, exclusive; infinity for the last bucket
 * @param estimatedReadings readings whose inherited bytes were estimated
 * @param growthBytes private growth; may be negative
 * @param lossP90Bytes loss exceeded by a tenth of the readings, within one per cent
 * @param growthP90Bytes growth exceeded by a tenth of the readings; never below zero
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
    double lossP90Bytes,
    double growthP90Bytes) {}
