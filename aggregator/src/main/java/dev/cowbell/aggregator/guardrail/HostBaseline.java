package dev.cowbell.aggregator.guardrail;

import java.util.List;
import java.util.function.Function;

/**
 * What is normal for one host: medians over its own last 14 days. Hosts differ more from each other
 * than from themselves, so that a host is only ever held against itself.
 */
public record HostBaseline(
    Figure restartSeconds, Figure pageCacheBytes, Figure majorFaultsPerSecond) {
  /** Days a baseline looks back. */
  public static final int DAYS = 14;

  /** Fewer days say nothing about what is normal. */
  static final int LEAST_DAYS = 3;

  /** Of a host that nothing is known of. */
  public static final HostBaseline UNKNOWN =
      new HostBaseline(
          Figure.unavailable(Figure.Reason.TOO_FEW_DAYS),
          Figure.unavailable(Figure.Reason.TOO_FEW_DAYS),
          Figure.unavailable(Figure.Reason.TOO_FEW_DAYS));

  /** The baseline on day {@code today}, which itself does not count. */
  public static HostBaseline of(List<HostVitalsDay> days, long today) {
    List<HostVitalsDay> own =
        days.stream()
            .filter(day -> day.epochDay() < today && day.epochDay() >= today - DAYS)
            .toList();
    return new HostBaseline(
        median(own, HostVitalsDay::restartSeconds),
        median(own, HostVitalsDay::pageCacheBytes),
        median(own, HostVitalsDay::majorFaultsPerSecond));
  }

  private static Figure median(List<HostVitalsDay> days, Function<HostVitalsDay, Figure> figure) {
    double[] sorted =
        days.stream()
            .flatMapToDouble(day -> figure.apply(day).measured().stream())
            .sorted()
            .toArray();
    if (sorted.length < LEAST_DAYS) {
      return Figure.unavailable(reason(days, figure));
    }
    int middle = sorted.length / 2;
    return Figure.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  /** What can never be seen is not a matter of days. */
  private static Figure.Reason reason(
      List<HostVitalsDay> days, Function<HostVitalsDay, Figure> figure) {
    var never = Figure.unavailable(Figure.Reason.LOADED_AFTER_FORK);
    return days.stream().filter(day -> figure.apply(day).equals(never)).count() >= LEAST_DAYS
        ? Figure.Reason.LOADED_AFTER_FORK
        : Figure.Reason.TOO_FEW_DAYS;
  }

  /** Whether a restart of the host can be held against it, or never will be. */
  boolean isKnown() {
    return List.of(restartSeconds, pageCacheBytes).stream()
        .noneMatch(Figure.unavailable(Figure.Reason.TOO_FEW_DAYS)::equals);
  }
}
