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

  private static final int LEAST_DAYS = 3;

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
      return Figure.unavailable(Figure.Reason.TOO_FEW_DAYS);
    }
    int middle = sorted.length / 2;
    return Figure.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }
}
