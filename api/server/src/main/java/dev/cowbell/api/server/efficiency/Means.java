package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.server.fleet.Sharing;
import dev.cowbell.api.server.fleet.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Means over the workers of an arm whose sharing was read, in bytes per worker.
 *
 * @param workersRead what the means rest on
 * @param upperBounds of those, workers whose loss may hold freed bytes too
 * @param estimates of those, workers whose inherited bytes were estimated
 */
public record Means(
    int workersRead,
    int upperBounds,
    int estimates,
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

  static Optional<Means> over(List<Worker> workers) {
    List<Sharing.Read> read = new ArrayList<>();
    double ages = 0;
    for (Worker worker : workers) {
      if (worker.sharing() instanceof Sharing.Read figures) {
        read.add(figures);
        ages += worker.ageSeconds();
      }
    }
    return read.isEmpty() ? Optional.empty() : Optional.of(of(read, ages / read.size()));
  }

  private static Means of(List<Sharing.Read> read, double meanAge) {
    return new Means(
        read.size(),
        (int) read.stream().filter(r -> r.basis() == Basis.BASIS_UPPER_BOUND).count(),
        (int) read.stream().filter(r -> r.inheritedBasis() == Basis.BASIS_ESTIMATED).count(),
        meanAge,
        mean(read, Sharing.Read::inheritedBytes),
        mean(read, Sharing.Read::stillSharedBytes),
        mean(read, Sharing.Read::lossBytes),
        read.stream().mapToLong(Sharing.Read::lossBytes).min().orElseThrow(),
        read.stream().mapToLong(Sharing.Read::lossBytes).max().orElseThrow(),
        mean(read, Sharing.Read::growthBytes));
  }

  private static double mean(List<Sharing.Read> read, ToDoubleFunction<Sharing.Read> figure) {
    return read.stream().mapToDouble(figure).average().orElseThrow();
  }
}
