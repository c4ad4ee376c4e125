package dev.cowbell.api.server.page;

import dev.cowbell.api.server.chart.Level;
import dev.cowbell.api.server.chart.Series;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.history.FamilyPoint;
import dev.cowbell.api.server.history.HostPoint;
import dev.cowbell.api.server.history.Window;
import dev.cowbell.api.server.report.ChartFigure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Memory of a host and of a family over time. */
final class HostFigures {
  private HostFigures() {}

  static Optional<ChartFigure> memory(Window window, List<HostPoint> history) {
    double total = history.stream().mapToDouble(HostPoint::totalBytes).max().orElse(0);
    return TimeFigures.figure(
        "memory",
        "Memory of the host",
        "means over the ticks of a bin, of available memory the least",
        window,
        List.of(
            line(
                "anonymous", 0, history, HostPoint::at, p -> OptionalDouble.of(p.anonymousBytes())),
            line(
                "page cache",
                1,
                history,
                HostPoint::at,
                p -> OptionalDouble.of(p.pageCacheBytes())),
            line("available", 2, history, HostPoint::at, HostPoint::availableLeastBytes)),
        List.of(new Level(total, "memory of the host: " + Bytes.words(total))));
  }

  static Optional<ChartFigure> family(Window window, List<FamilyPoint> history) {
    return TimeFigures.figure(
        "family",
        "What the family costs",
        "means over the ticks of a bin; RSS counts shared pages once in every process, so it is not"
            + " a cost",
        window,
        List.of(
            line("footprint", 0, history, FamilyPoint::at, FamilyPoint::footprintBytes),
            line("sum of PSS", 1, history, FamilyPoint::at, FamilyPoint::pssSumBytes),
            line(
                "sum of RSS",
                5,
                history,
                FamilyPoint::at,
                p -> OptionalDouble.of(p.rssSumBytes()))),
        List.of());
  }

  private static <T> Series line(
      String name,
      int style,
      List<T> history,
      Function<T, Instant> at,
      Function<T, OptionalDouble> bytes) {
    return new Series(
        name,
        style,
        history.stream()
            .filter(point -> bytes.apply(point).isPresent())
            .map(
                point ->
                    new Series.Point(
                        at.apply(point).getEpochSecond(),
                        bytes.apply(point).getAsDouble(),
                        "%s, %s: %s"
                            .formatted(
                                name,
                                Words.moment(at.apply(point)),
                                Bytes.words(bytes.apply(point).getAsDouble()))))
            .toList());
  }
}
