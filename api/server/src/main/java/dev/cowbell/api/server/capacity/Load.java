package dev.cowbell.api.server.capacity;

import java.util.OptionalDouble;

/**
 * What one arm of a service holds of one hardware class today.
 *
 * @param families with their workers, on all hosts of the class
 * @param measuredFamilies of those, families whose footprint is known
 * @param footprintBytes anonymous memory that the measured ones really cost
 * @param privateBytesPerWorker mean of sharing loss and private growth; absent where no worker was
 *     read
 * @param cores CPU they use, in cores
 */
public record Load(
    String service,
    String hardwareClass,
    String arm,
    long families,
    long measuredFamilies,
    long workers,
    double footprintBytes,
    OptionalDouble privateBytesPerWorker,
    double cores,
    boolean simulated) {}
