package dev.cowbell.collector.sharing;

import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import java.time.Duration;

/**
 * The parent's anonymous resident bytes at fork, frozen for one worker.
 *
 * @param basis MEASURED where the parent was read near the birth, else ESTIMATED
 * @param distance how far from the birth the parent was read
 */
public record Inherited(Reading<Long> bytes, Basis basis, Duration distance) {}
