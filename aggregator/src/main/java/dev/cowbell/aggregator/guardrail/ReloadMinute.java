package dev.cowbell.aggregator.guardrail;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Folds the instants around a reload into what the rails look at. */
public final class ReloadMinute {
  private ReloadMinute() {}

  /**
   * The observation.
   *
   * @param memoryBytes memory of the host
   * @param instants at least one, in any order
   */
  public static HostObservation fold(
      String hostId,
      HostObservation.Reload reload,
      double memoryBytes,
      List<Vitals> instants,
      Limits limits) {
    List<Vitals> inOrder = instants.stream().sorted(Comparator.comparing(Vitals::at)).toList();
    OptionalDouble available = least(inOrder, Vitals::availableBytes);
    return new HostObservation(
        hostId,
        inOrder.isEmpty() ? Instant.EPOCH : inOrder.getLast().at(),
        reload,
        available.isPresent()
            ? Figure.of(available.getAsDouble() / memoryBytes)
            : Figure.unavailable(Figure.Reason.NOT_READ),
        figure(least(inOrder, Vitals::pageCacheBytes)),
        figure(values(inOrder, Vitals::majorFaultsPerSecond).average()),
        longestBusy(inOrder, limits.diskBusyRatio()),
        inOrder.stream().mapToLong(Vitals::outOfMemoryKills).sum());
  }

  /** A ratio covers the time since the instant before it; one that was not read ends a run. */
  private static Figure longestBusy(List<Vitals> inOrder, double busyRatio) {
    if (values(inOrder, Vitals::diskBusyRatio).count() == 0) {
      return Figure.unavailable(Figure.Reason.NOT_READ);
    }
    Duration longest = Duration.ZERO;
    Duration run = Duration.ZERO;
    for (int at = 1; at < inOrder.size(); at++) {
      OptionalDouble ratio = inOrder.get(at).diskBusyRatio().measured();
      Duration step = Duration.between(inOrder.get(at - 1).at(), inOrder.get(at).at());
      run = ratio.orElse(0) > busyRatio ? run.plus(step) : Duration.ZERO;
      longest = longest.compareTo(run) < 0 ? run : longest;
    }
    return Figure.of(longest.toMillis() / 1000.0);
  }

  private static OptionalDouble least(List<Vitals> inOrder, Function<Vitals, Figure> figure) {
    return values(inOrder, figure).min();
  }

  private static DoubleStream values(List<Vitals> inOrder, Function<Vitals, Figure> figure) {
    return inOrder.stream().flatMapToDouble(instant -> figure.apply(instant).measured().stream());
  }

  private static Figure figure(OptionalDouble value) {
    return value.isPresent()
        ? Figure.of(value.getAsDouble())
        : Figure.unavailable(Figure.Reason.NOT_READ);
  }
}
