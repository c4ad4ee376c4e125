package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.Service;
import java.util.List;

/**
 * What one family shows at a tick, in bytes; sums are over all workers, read or not.
 *
 * @param workers those whose reading is fresh
 * @param footprintBytes the master's anonymous bytes plus, over workers, those not shared
 * @param pssSumBytes footprint plus the family's file pages, each counted once
 * @param oldestReadingMillis age of the oldest reading in the sum
 * @param dueReadings that did not fit the budget
 */
public record FamilyReading(
    Service service,
    Arm arm,
    long masterPid,
    long masterStartTicks,
    int workerCount,
    List<WorkerReading> workers,
    long masterPssBytes,
    long rssSumBytes,
    long footprintBytes,
    long pssSumBytes,
    long oldestReadingMillis,
    long cpuMicrosDelta,
    long minorFaultsDelta,
    long majorFaultsDelta,
    int dueReadings) {}
