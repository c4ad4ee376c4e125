package dev.cowbell.collector.sampling;

import dev.cowbell.collector.family.ProcessKey;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that could be read in full now.
 *
 * @param isMaster masters matter less: their sharing is only a check
 * @param sinceReading time since its last full reading, or since the attempt; empty where there was
 *     none
 * @param relativeLeft whether a sibling or the parent has left since, which turns shared pages
 *     private without a fault
 * @param movedBytes how far the free estimate and the anonymous memory have moved since
 * @param anonymousBytes its size
 */
public record Candidate(
    ProcessKey key,
    boolean isMaster,
    Optional<Duration> sinceReading,
    boolean relativeLeft,
    long movedBytes,
    long anonymousBytes) {}
