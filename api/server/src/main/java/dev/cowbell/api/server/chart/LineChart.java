package dev.cowbell.api.server.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws bytes against worker age or time, and shares against months. */
public final class LineChart {
  private static final double BETWEEN_LABELS = 18;
  private static final double BETWEEN_MARKERS = 56;
  private static final int LONGEST_LABEL = 24;

  private final Frame frame;
  private final Axis axis;
  private final Measure measure;
  private final Scale x;
  private final Scale y;
  private final double longestGap;

  private LineChart(Frame frame, Axis axis, Measure measure, double longestGap) {
    this.frame = frame;
    this.axis = axis;
    this.measure = measure;
    this.x = axis.scale(frame.left(), frame.plotRight());
    this.y = new Scale.Linear(measure.low(), measure.high(), frame.plotBottom(), frame.top());
    this.longestGap = longestGap;
  }

  /** Bytes against worker age; at least one line has a point. */
  public static Drawing byAge(Frame frame, List<Series> series, List<Level> levels) {
    double youngest = points(series).mapToDouble(Series.Point::x).min().orElseThrow();
    double oldest = points(series).mapToDouble(Series.Point::x).max().orElseThrow();
    AgeTicks ages = AgeTicks.covering(youngest, oldest, frame.labelled() ? 8 : 5);
    return draw(frame, ages, series, levels, Double.POSITIVE_INFINITY);
  }

  /**
   * Bytes against time; at least one line has a point.
   *
   * @param longestGapSeconds between two points of a line; over a longer one there is no line
   */
  public static Drawing byTime(
      Frame frame,
      TimeTicks times,
      List<Series> series,
      List<Level> levels,
      double longestGapSeconds) {
    return draw(frame, times, series, levels, longestGapSeconds);
  }

  /** Shares of what there is against months ahead; at least one line has a point. */
  public static Drawing byMonth(
      Frame frame, MonthTicks months, List<Series> series, List<Level> levels) {
    ShareTicks shares =
        ShareTicks.covering(values(series, levels).max().orElseThrow(), frame.mostTicks());
    return new LineChart(frame, months, shares, Double.POSITIVE_INFINITY)
        .drawing(drawn(series), levels);
  }

  private static Drawing draw(
      Frame frame, Axis axis, List<Series> series, List<Level> levels, double longestGap) {
    double least = values(series, levels).min().orElseThrow();
    double greatest = values(series, levels).max().orElseThrow();
    ByteTicks bytes = ByteTicks.covering(least, greatest, frame.mostTicks());
    return new LineChart(frame, axis, bytes, longestGap).drawing(drawn(series), levels);
  }

  private static List<Series> drawn(List<Series> series) {
    return series.stream().filter(s -> !s.points().isEmpty()).toList();
  }

  private static Stream<Series.Point> points(List<Series> series) {
    return series.stream().flatMap(s -> s.points().stream());
  }

  private static DoubleStream values(List<Series> series, List<Level> levels) {
    DoubleStream reaches =
        series.stream()
            .flatMap(s -> s.bands().stream())
            .flatMap(b -> b.reaches().stream())
            .flatMapToDouble(r -> DoubleStream.of(r.low(), r.high()));
    return DoubleStream.concat(
        DoubleStream.concat(points(series).mapToDouble(Series.Point::value), reaches),
        levels.stream().mapToDouble(Level::value));
  }

  private Drawing drawing(List<Series> series, List<Level> levels) {
    List<Double> names =
        LabelSpread.spread(
            series.stream().map(s -> y.at(s.points().getLast().value()) + 4.5).toList(),
            BETWEEN_LABELS,
            frame.plotBottom());
    List<Drawing.Line> lines = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      lines.add(line(series.get(i), names.get(i)));
    }
    return new Drawing(
        frame,
        text(frame.left()),
        text(frame.plotRight()),
        text(frame.plotBottom()),
        axis.ticks().stream().map(t -> text(x.at(t.value()))).toList(),
        measure.ticks().stream().map(t -> text(y.at(t.value()))).toList(),
        levels.stream().map(level -> text(y.at(level.value()))).toList(),
        lines,
        labels(series, levels, names));
  }

  private List<Label> labels(List<Series> series, List<Level> levels, List<Double> names) {
    List<Label> labels = new ArrayList<>();
    double byAxis = frame.left() - 9.0;
    labels.add(label(byAxis, frame.top() - 13, Label.Anchor.END, "", measure.unit()));
    for (Tick tick : measure.ticks()) {
      labels.add(label(byAxis, y.at(tick.value()) + 4.5, Label.Anchor.END, "", tick.label()));
    }
    double below = frame.plotBottom();
    for (Tick tick : axis.ticks()) {
      labels.add(label(x.at(tick.value()), below + 20, Label.Anchor.MIDDLE, "", tick.label()));
    }
    if (!axis.title().isEmpty()) {
      double middle = (frame.left() + frame.plotRight()) / 2;
      labels.add(label(middle, below + 41, Label.Anchor.MIDDLE, "", axis.title()));
    }
    for (Level level : levels) {
      double above = y.at(level.value()) - 7;
      labels.add(label(frame.left() + 6.0, above, Label.Anchor.START, "", level.label()));
    }
    for (int i = 0; i < series.size() && frame.labelled(); i++) {
      String name = shortened(series.get(i).name());
      String kind = "name s" + series.get(i).style();
      labels.add(label(frame.plotRight() + 22, names.get(i), Label.Anchor.START, kind, name));
    }
    return labels;
  }

  private static Label label(double x, double y, Label.Anchor anchor, String kind, String words) {
    return new Label(text(x), text(y), anchor, kind, words);
  }

  private Drawing.Line line(Series series, double nameY) {
    Series.Point last = series.points().getLast();
    return new Drawing.Line(
        series.style(),
        path(series.points()),
        series.bands().stream().map(this::path).toList(),
        Marker.shape(series.style()),
        dots(series.points()),
        frame.labelled() ? leader(x.at(last.x()) + 7, y.at(last.value()), nameY - 4.5) : "");
  }

  private String leader(double fromX, double fromY, double toY) {
    return "M%s %sL%s %s"
        .formatted(text(fromX), text(fromY), text(frame.plotRight() + 18), text(toY));
  }

  private String path(List<Series.Point> points) {
    StringBuilder path = new StringBuilder();
    double before = Double.NEGATIVE_INFINITY;
    for (Series.Point point : points) {
      boolean apart = point.x() - before > longestGap;
      path.append(path.isEmpty() || apart ? "M" : "L");
      path.append(place(point.x(), point.value()));
      before = point.x();
    }
    return path.toString();
  }

  /** Along the upper edge and back along the lower one, anew after every gap. */
  private String path(Series.Band band) {
    StringBuilder path = new StringBuilder();
    List<Series.Reach> run = new ArrayList<>();
    for (Series.Reach reach : band.reaches()) {
      if (!run.isEmpty() && reach.x() - run.getLast().x() > longestGap) {
        path.append(area(run));
        run.clear();
      }
      run.add(reach);
    }
    return path.append(area(run)).toString();
  }

  private String area(List<Series.Reach> run) {
    if (run.size() < 2) {
      return "";
    }
    StringBuilder path = new StringBuilder();
    run.forEach(r -> path.append(path.isEmpty() ? "M" : "L").append(place(r.x(), r.high())));
    run.reversed().forEach(r -> path.append("L").append(place(r.x(), r.low())));
    return path.append("z").toString();
  }

  /** Markers at the first and last point and at those between that have room. */
  private List<Drawing.Dot> dots(List<Series.Point> points) {
    List<Drawing.Dot> dots = new ArrayList<>();
    double end = x.at(points.getLast().x());
    double next = Double.NEGATIVE_INFINITY;
    for (Series.Point point : points) {
      double at = x.at(point.x());
      boolean last = point.equals(points.getLast());
      if (last || (at >= next && end - at >= BETWEEN_MARKERS / 2)) {
        dots.add(new Drawing.Dot(text(at), text(y.at(point.value())), point.note()));
        next = at + BETWEEN_MARKERS;
      }
    }
    return dots;
  }

  private String place(double atX, double atValue) {
    return text(x.at(atX)) + " " + text(y.at(atValue));
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
