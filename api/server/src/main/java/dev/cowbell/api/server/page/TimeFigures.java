package dev.cowbell.api.server.page;

import dev.cowbell.api.server.chart.Frame;
import dev.cowbell.api.server.chart.Level;
import dev.cowbell.api.server.chart.LineChart;
import dev.cowbell.api.server.chart.Series;
import dev.cowbell.api.server.chart.TimeTicks;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.history.Window;
import dev.cowbell.api.server.report.ChartFigure;
import dev.cowbell.api.server.report.Legend;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Charts against time. */
final class TimeFigures {
  /** Two ticks of a collector are a minute apart at most, and one of them may be late. */
  private static final double LONGEST_INTERVAL_SECONDS = 150;

  private TimeFigures() {}

  /** The chart of some lines; none where no line has a point. */
  static Optional<ChartFigure> figure(
      String id,
      String title,
      String subtitle,
      Window window,
      List<Series> series,
      List<Level> levels) {
    List<Series> drawn = series.stream().filter(s -> !s.points().isEmpty()).toList();
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    int longestName = drawn.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    double gap = Math.max(LONGEST_INTERVAL_SECONDS, window.bin().toSeconds() * 2.5);
    return Optional.of(
        new ChartFigure(
            id,
            title,
            subtitle,
            description(drawn),
            drawn.stream().map(s -> Legend.of(s.name(), s.style())).toList(),
            LineChart.byTime(Frame.wide(260, longestName), ticks(window, 9), drawn, levels, gap),
            LineChart.byTime(Frame.narrow(220), ticks(window, 5), drawn, levels, gap)));
  }

  private static TimeTicks ticks(Window window, int most) {
    return TimeTicks.covering(window.from(), window.to(), most);
  }

  private static String description(List<Series> series) {
    return series.stream()
        .map(
            s ->
                "%s: %s at first, %s at last, between %s and %s."
                    .formatted(
                        s.name(),
                        Bytes.words(s.points().getFirst().value()),
                        Bytes.words(s.points().getLast().value()),
                        Bytes.words(
                            s.points().stream().mapToDouble(Series.Point::value).min().orElse(0)),
                        Bytes.words(
                            s.points().stream().mapToDouble(Series.Point::value).max().orElse(0))))
        .collect(Collectors.joining(" "));
  }
}
