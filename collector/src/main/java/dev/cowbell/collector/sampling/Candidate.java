package dev.cowbell.collector.sampling;

import dev.cowbell.collector.family.ProcessKey;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that could be read in full now.
 *
 * @param isMaster masters matter less: their sharing is only a check
 * @param age since its birth
 * @param sinceReading time since its last full reading, or since the attempt; empty where there was
 *     none
 * @param relativeLeft whether a relative has left since that may have been the last other holder of
 *     some of its pages, which turns these private without a fault
 * @param movedBytes how far the free estimate and the anonymous memory have moved since
 * @param doubt what of that may have been estimated wrongly
 * @param anonymousBytes its size
 */
public record Candidate(
    ProcessKey key,
    boolean isMaster,
    Duration age,
    Optional<Duration> sinceReading,
    boolean relativeLeft,
    long movedBytes,
    Doubt doubt,
    long anonymousBytes) {}
