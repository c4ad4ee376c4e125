package dev.cowbell.api.server.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Draws bytes against worker age. */
public final class LineChart {
  private static final double BETWEEN_LABELS = 18;
  private static final double BETWEEN_MARKERS = 56;
  private static final int LONGEST_LABEL = 24;

  private final Frame frame;
  private final AgeTicks ages;
  private final ByteTicks bytes;
  private final Scale x;
  private final Scale y;

  private LineChart(Frame frame, AgeTicks ages, ByteTicks bytes) {
    this.frame = frame;
    this.ages = ages;
    this.bytes = bytes;
    this.x = ages.scale(frame.left(), frame.plotRight());
    this.y = new Scale.Linear(bytes.low(), bytes.high(), frame.plotBottom(), frame.top());
  }

  /**
   * The drawing of some lines, at least one of which has a point.
   *
   * @param reference a level to draw across, such as what was there at birth
   */
  public static Drawing draw(
      Frame frame, List<Series> series, OptionalDouble reference, String referenceLabel) {
    List<Series.Point> all = series.stream().flatMap(s -> s.points().stream()).toList();
    double youngest = all.stream().mapToDouble(Series.Point::ageSeconds).min().orElseThrow();
    double oldest = all.stream().mapToDouble(Series.Point::ageSeconds).max().orElseThrow();
    double least = all.stream().mapToDouble(Series.Point::bytes).min().orElseThrow();
    double greatest = all.stream().mapToDouble(Series.Point::bytes).max().orElseThrow();
    LineChart chart =
        new LineChart(
            frame,
            AgeTicks.covering(youngest, oldest, frame.labelled() ? 8 : 5),
            ByteTicks.covering(
                least, Math.max(greatest, reference.orElse(greatest)), frame.mostByteTicks()));
    return chart.drawing(series, reference, referenceLabel);
  }

  private Drawing drawing(List<Series> series, OptionalDouble reference, String referenceLabel) {
    return new Drawing(
        frame,
        bytes.unit(),
        text(frame.left()),
        text(frame.plotRight()),
        text(frame.top()),
        text(frame.plotBottom()),
        text((frame.left() + frame.plotRight()) / 2),
        ages.ticks().stream().map(t -> new Drawing.Mark(text(x.at(t.value())), t.label())).toList(),
        bytes.ticks().stream()
            .map(t -> new Drawing.Mark(text(y.at(t.value())), t.label()))
            .toList(),
        reference.isPresent()
            ? List.of(new Drawing.Mark(text(y.at(reference.getAsDouble())), referenceLabel))
            : List.of(),
        lines(series.stream().filter(s -> !s.points().isEmpty()).toList()));
  }

  private List<Drawing.Line> lines(List<Series> series) {
    List<Double> labels =
        LabelSpread.spread(
            series.stream().map(s -> y.at(s.points().getLast().bytes()) + 4.5).toList(),
            BETWEEN_LABELS,
            frame.plotBottom());
    List<Drawing.Line> lines = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      lines.add(line(series.get(i), labels.get(i)));
    }
    return lines;
  }

  private Drawing.Line line(Series series, double labelY) {
    Series.Point last = series.points().getLast();
    return new Drawing.Line(
        shortened(series.name()),
        series.style(),
        path(series.points()),
        Marker.shape(series.style()),
        dots(series.points()),
        text(frame.plotRight() + 22),
        text(labelY),
        leader(x.at(last.ageSeconds()) + 7, y.at(last.bytes()), labelY - 4.5));
  }

  private String leader(double fromX, double fromY, double toY) {
    return "M%s %sL%s %s"
        .formatted(text(fromX), text(fromY), text(frame.plotRight() + 18), text(toY));
  }

  private String path(List<Series.Point> points) {
    StringBuilder path = new StringBuilder();
    for (Series.Point point : points) {
      path.append(path.isEmpty() ? "M" : "L").append(text(x.at(point.ageSeconds())));
      path.append(' ').append(text(y.at(point.bytes())));
    }
    return path.toString();
  }

  /** Markers at the first and last point and at those between that have room. */
  private List<Drawing.Dot> dots(List<Series.Point> points) {
    List<Drawing.Dot> dots = new ArrayList<>();
    double end = x.at(points.getLast().ageSeconds());
    double next = Double.NEGATIVE_INFINITY;
    for (Series.Point point : points) {
      double at = x.at(point.ageSeconds());
      boolean last = point.equals(points.getLast());
      if (last || (at >= next && end - at >= BETWEEN_MARKERS / 2)) {
        dots.add(new Drawing.Dot(text(at), text(y.at(point.bytes())), point.note()));
        next = at + BETWEEN_MARKERS;
      }
    }
    return dots;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1) + "…";
  }

  /** A tenth of a unit is finer than any screen shows. */
  private static String text(double coordinate) {
    String text = String.format(Locale.ROOT, "%.1f", coordinate);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
