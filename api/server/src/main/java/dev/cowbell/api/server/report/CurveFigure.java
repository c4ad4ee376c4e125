package dev.cowbell.api.server.report;

import dev.cowbell.api.server.chart.Drawing;
import dev.cowbell.api.server.chart.Frame;
import dev.cowbell.api.server.chart.LineChart;
import dev.cowbell.api.server.chart.Series;
import dev.cowbell.api.server.efficiency.SharingCurve;
import dev.cowbell.api.server.efficiency.SharingPoint;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * A chart with what it says in words, drawn twice: for wide and for narrow pages.
 *
 * @param id for references within the page
 * @param description what somebody who cannot see it should know
 */
public record CurveFigure(
    String id, String title, String subtitle, String description, Drawing wide, Drawing narrow) {
  /** Bytes still shared against worker age, below what was inherited. */
  static CurveFigure sharing(ServiceReport report) {
    double inherited =
        report.curves().curves().stream()
            .flatMap(c -> c.points().stream())
            .mapToDouble(SharingPoint::inheritedBytes)
            .max()
            .orElseThrow();
    return draw(
        report,
        "shared",
        "Memory still shared",
        "per worker, of what it inherited from its master, against its age",
        340,
        SharingPoint::stillSharedBytes,
        OptionalDouble.of(inherited));
  }

  /** Private growth against worker age. */
  static CurveFigure growth(ServiceReport report) {
    return draw(
        report,
        "growth",
        "Memory of its own",
        "per worker, anonymous memory that was never inherited, against its age",
        240,
        SharingPoint::growthBytes,
        OptionalDouble.empty());
  }

  private static CurveFigure draw(
      ServiceReport report,
      String id,
      String title,
      String subtitle,
      int height,
      ToDoubleFunction<SharingPoint> figure,
      OptionalDouble reference) {
    List<Series> series =
        report.curves().curves().stream()
            .map(curve -> series(report, curve, figure))
            .sorted(Comparator.comparingInt(s -> report.armNames().indexOf(s.name())))
            .toList();
    int longestName = series.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    String level =
        reference.isPresent() ? "inherited at fork: " + Bytes.words(reference.getAsDouble()) : "";
    return new CurveFigure(
        id,
        title,
        subtitle,
        description(series),
        LineChart.draw(Frame.wide(height, longestName), series, reference, level),
        LineChart.draw(Frame.narrow(height * 4 / 5), series, reference, level));
  }

  private static Series series(
      ServiceReport report, SharingCurve curve, ToDoubleFunction<SharingPoint> figure) {
    return new Series(
        curve.arm(),
        report.style(curve.arm()),
        curve.points().stream().map(p -> point(curve.arm(), p, figure.applyAsDouble(p))).toList());
  }

  private static Series.Point point(String arm, SharingPoint point, double bytes) {
    double age =
        Double.isInfinite(point.ageToSeconds())
            ? point.ageFromSeconds()
            : (point.ageFromSeconds() + point.ageToSeconds()) / 2;
    return new Series.Point(
        age,
        bytes,
        "%s at %s: %s, mean of %s"
            .formatted(
                arm, Words.age(age), Bytes.words(bytes), Words.count(point.readings(), "reading")));
  }

  private static String description(List<Series> series) {
    return String.join(
        " ",
        series.stream()
            .filter(s -> !s.points().isEmpty())
            .map(
                s ->
                    "%s: from %s at %s to %s at %s."
                        .formatted(
                            s.name(),
                            Bytes.words(s.points().getFirst().bytes()),
                            Words.age(s.points().getFirst().ageSeconds()),
                            Bytes.words(s.points().getLast().bytes()),
                            Words.age(s.points().getLast().ageSeconds())))
            .toList());
  }
}
