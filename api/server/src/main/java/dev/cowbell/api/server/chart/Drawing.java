package dev.cowbell.api.server.chart;

import java.util.List;

/**
 * A line chart as an SVG template needs it: every coordinate is a number already in its final form.
 *
 * @param unit of the vertical axis
 * @param reference a level to compare with, if any: none or one
 */
public record Drawing(
    Frame frame,
    String unit,
    String left,
    String right,
    String top,
    String bottom,
    String middle,
    List<Mark> xTicks,
    List<Mark> yTicks,
    List<Mark> reference,
    List<Line> lines) {
  /** Something at one coordinate. */
  public record Mark(String at, String label) {}

  /**
   * One line with its markers and its name.
   *
   * @param path SVG path data
   * @param shape SVG path data of the marker
   * @param leader SVG path data of the thin line from the end of the line to its name
   */
  public record Line(
      String name,
      int style,
      String path,
      String shape,
      List<Dot> dots,
      String labelX,
      String labelY,
      String leader) {}

  /** A marker. */
  public record Dot(String x, String y, String note) {}
}
