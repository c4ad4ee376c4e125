package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.server.figure.Figure;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One arm of a service at its hosts' last ticks.
 *
 * @param workers workers alive
 * @param unreadableWorkers of those, workers the kernel refused to show
 * @param means over workers at their last full reading; absent where none could be read
 * @param footprintBytes sum of what the families cost, over those whose footprint is known
 * @param pssSumBytes sum of proportional set sizes; missing where that of any family is
 * @param rssSumBytes sum of resident bytes
 * @param fullCollections since birth, summed over workers; missing where that of any worker is
 * @param fullCollectionsPerWorker mean over the workers where it is known
 */
public record Arm(
    String name,
    int hosts,
    int families,
    int workers,
    int unreadableWorkers,
    Optional<Means> means,
    long footprintBytes,
    Figure pssSumBytes,
    long rssSumBytes,
    Figure fullCollections,
    OptionalDouble fullCollectionsPerWorker,
    boolean simulated) {
  /** Workers whose sharing was read. */
  public int workersRead() {
    return means.map(Means::workersRead).orElse(0);
  }
}
