package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.server.fleet.WorkerSum;
import java.util.Optional;

/**
 * Means over the workers of an arm whose sharing was read, in bytes per worker.
 *
 * @param workersRead what the means rest on
 * @param upperBounds of those, workers whose loss may hold freed bytes too
 * @param estimates of those, workers whose inherited bytes were estimated
 * @param carriedOn of those, workers whose loss was carried on from their last reading
 */
public record Means(
    int workersRead,
    int upperBounds,
    int estimates,
    int carriedOn,
    double ageSeconds,
    double inheritedBytes,
    double stillSharedBytes,
    double lossBytes,
    double lossMinBytes,
    double lossMaxBytes,
    double growthBytes) {
  /** Share of what was inherited that is lost: 0 to 1. */
  public double lossShare() {
    return inheritedBytes == 0 ? 0 : lossBytes / inheritedBytes;
  }

  static Optional<Means> over(WorkerSum sum) {
    int read = sum.workersRead();
    return read == 0
        ? Optional.empty()
        : Optional.of(
            new Means(
                read,
                sum.upperBounds(),
                sum.estimates(),
                sum.carriedOn(),
                sum.ageSeconds() / read,
                sum.inheritedBytes() / read,
                sum.stillSharedBytes() / read,
                sum.lossBytes() / read,
                sum.lossMinBytes(),
                sum.lossMaxBytes(),
                sum.growthBytes() / read));
  }
}
