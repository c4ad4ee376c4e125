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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The charts of a section against worker age. */
final class CurveFigures {
  /** A limit so many times above all readings would press them flat. */
  private static final double FAR = 4;

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
        "per worker, of what it inherited from its master, against its age; eight of ten readings"
            + " lie in the band",
        340,
        SharingPoint::stillSharedBytes,
        CurveFigures::stillShared,
        List.of(new Level(inherited, "inherited at fork: " + Bytes.words(inherited))));
  }

  private ChartFigure growth() {
    return means(
        "growth",
        "Memory of its own",
        "per worker, anonymous memory that was never inherited, against its age",
        240,
        SharingPoint::growthBytes,
        point -> Optional.empty(),
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
    double greatest = points.stream().mapToDouble(GrowthFan::most).max().orElse(0);
    boolean near = limit.isPresent() && limit.get().value() <= greatest * FAR;
    return Optional.of(
        figure(
            "fan",
            "Spread of growth under " + curve.arm(),
            "half of the readings lie in the dark band, eight of ten in the light one; "
                + (near
                    ? "the line is where a worker would be restarted"
                    : limit
                        .map(level -> level.label() + " is far above the drawing")
                        .orElse("no restart limit is advised yet")),
            240,
            List.of(GrowthFan.of(curve.arm(), report.style(curve.arm()), points)),
            near ? limit.stream().toList() : List.of()));
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
      Function<SharingPoint, Optional<Series.Reach>> reach,
      List<Level> levels) {
    List<Series> series =
        report.curves().curves().stream()
            .map(curve -> series(curve, value, reach))
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

  private Series series(
      SharingCurve curve,
      ToDoubleFunction<SharingPoint> value,
      Function<SharingPoint, Optional<Series.Reach>> reach) {
    List<Series.Reach> band = curve.points().stream().map(reach).flatMap(Optional::stream).toList();
    return new Series(
        curve.arm(),
        report.style(curve.arm()),
        curve.points().stream().map(p -> point(curve.arm(), p, value.applyAsDouble(p))).toList(),
        band.isEmpty() ? List.of() : List.of(new Series.Band(band)));
  }

  /** What eight of ten readings still share: what is neither freed nor lost. */
  private static Optional<Series.Reach> stillShared(SharingPoint point) {
    double kept = point.stillSharedBytes() + point.lossBytes();
    return point
        .spreads()
        .map(
            spreads ->
                new Series.Reach(
                    point.middleSeconds(),
                    Math.max(0, kept - spreads.loss().p90()),
                    Math.max(0, kept - spreads.loss().p10())));
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
                        Bytes.words(s.points().getFirst().value()),
                        Words.age(s.points().getFirst().x()),
                        Bytes.words(s.points().getLast().value()),
                        Words.age(s.points().getLast().x())))
        .collect(Collectors.joining(" "));
  }
}
