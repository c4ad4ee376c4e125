package dev.cowbell.api.server.report;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.chart.Frame;
import dev.cowbell.api.server.chart.Level;
import dev.cowbell.api.server.chart.LineChart;
import dev.cowbell.api.server.chart.Series;
import dev.cowbell.api.server.efficiency.SharingCurve;
import dev.cowbell.api.server.efficiency.SharingPoint;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The charts of a section against worker age. */
final class CurveFigures {
  private final ServiceReport report;
  private final String suffix;

  /**
   * The charts of a section.
   *
   * @param suffix sets its charts apart from those of other sections of a page
   */
  CurveFigures(ServiceReport report, String suffix) {
    this.report = report;
    this.suffix = suffix;
  }

  /** None while no reading has been rolled up. */
  List<ChartFigure> all() {
    if (report.curves().curves().stream().map(SharingCurve::points).allMatch(List::isEmpty)) {
      return List.of();
    }
    return Stream.concat(Stream.of(sharing(), growth()), fan().stream()).toList();
  }

  /** Bytes still shared, below what was inherited. */
  private ChartFigure sharing() {
    double inherited =
        report.curves().curves().stream()
            .flatMap(c -> c.points().stream())
            .mapToDouble(SharingPoint::inheritedBytes)
            .max()
            .orElseThrow();
    return means(
        "shared",
        "Memory still shared",
        "per worker, of what it inherited from its master, against its age",
        340,
        SharingPoint::stillSharedBytes,
        List.of(new Level(inherited, "inherited at fork: " + Bytes.words(inherited))));
  }

  private ChartFigure growth() {
    return means(
        "growth",
        "Memory of its own",
        "per worker, anonymous memory that was never inherited, against its age",
        240,
        SharingPoint::growthBytes,
        List.of());
  }

  /** How growth is spread in the arm that most workers run, below the limit that is advised. */
  private Optional<ChartFigure> fan() {
    return report.busiestArm().flatMap(this::curve).flatMap(this::fan);
  }

  private Optional<SharingCurve> curve(String arm) {
    return report.curves().curves().stream().filter(c -> c.arm().equals(arm)).findFirst();
  }

  private Optional<ChartFigure> fan(SharingCurve curve) {
    List<SharingPoint> points =
        curve.points().stream().filter(p -> p.spreads().isPresent()).toList();
    if (points.size() < 2) {
      return Optional.empty();
    }
    Optional<Level> limit = room(points);
    return Optional.of(
        figure(
            "fan",
            "Spread of growth under " + curve.arm(),
            "half of the readings lie in the dark band, eight of ten in the light one"
                + (limit.isPresent() ? "" : "; no restart limit is advised yet"),
            240,
            List.of(GrowthFan.of(curve.arm(), report.style(curve.arm()), points)),
            limit.stream().toList()));
  }

  /** What the advised limit on private memory leaves for growth after the sharing that is lost. */
  private Optional<Level> room(List<SharingPoint> points) {
    double lost = points.getLast().lossBytes();
    return report.recommendations().stream()
        .filter(Recommendation::hasLimit)
        .map(r -> (double) r.getLimit().getUssLimitBytes())
        .findFirst()
        .map(
            limit ->
                new Level(
                    limit - lost,
                    "restart limit %s less %s lost sharing"
                        .formatted(Bytes.words(limit), Bytes.words(lost))));
  }

  private ChartFigure means(
      String id,
      String title,
      String subtitle,
      int height,
      ToDoubleFunction<SharingPoint> value,
      List<Level> levels) {
    List<Series> series =
        report.curves().curves().stream()
            .map(curve -> series(curve, value))
            .sorted(Comparator.comparingInt(s -> report.armNames().indexOf(s.name())))
            .toList();
    return figure(id, title, subtitle, height, series, levels);
  }

  private ChartFigure figure(
      String id,
      String title,
      String subtitle,
      int height,
      List<Series> series,
      List<Level> levels) {
    int longestName = series.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    return new ChartFigure(
        id + suffix,
        title,
        subtitle,
        description(series),
        series.stream().map(s -> Legend.of(s.name(), s.style())).toList(),
        LineChart.byAge(Frame.wide(height, longestName), series, levels),
        LineChart.byAge(Frame.narrow(height * 4 / 5), series, levels));
  }

  private Series series(SharingCurve curve, ToDoubleFunction<SharingPoint> value) {
    return new Series(
        curve.arm(),
        report.style(curve.arm()),
        curve.points().stream().map(p -> point(curve.arm(), p, value.applyAsDouble(p))).toList());
  }

  private static Series.Point point(String arm, SharingPoint point, double bytes) {
    return new Series.Point(
        point.middleSeconds(),
        bytes,
        "%s at %s: %s, mean of %s"
            .formatted(
                arm,
                Words.age(point.middleSeconds()),
                Bytes.words(bytes),
                Words.count(point.readings(), "reading")));
  }

  private static String description(List<Series> series) {
    return series.stream()
        .filter(s -> !s.points().isEmpty())
        .map(
            s ->
                "%s: from %s at %s to %s at %s."
                    .formatted(
                        s.name(),
                        Bytes.words(s.points().getFirst().bytes()),
                        Words.age(s.points().getFirst().x()),
                        Bytes.words(s.points().getLast().bytes()),
                        Words.age(s.points().getLast().x())))
        .collect(Collectors.joining(" "));
  }
}
