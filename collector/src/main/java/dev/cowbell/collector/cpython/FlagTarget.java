package dev.cowbell.collector.cpython;

import dev.cowbell.collector.gctime.FlagCounts;
import dev.cowbell.collector.gctime.PauseRun;

/**
 * A worker whose flag is looked at.
 *
 * @param counts of its family
 * @param run its own; for the thread that looks alone
 */
public record FlagTarget(CollectingFlag flag, FlagCounts counts, PauseRun run) {}
