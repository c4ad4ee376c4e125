package dev.cowbell.api.server.chart;

import java.util.List;

/**
 * A line chart as an SVG template needs it: every coordinate is a number already in its final form.
 *
 * @param xTicks where the bottom axis has a tick
 * @param grid heights of the horizontal lines
 * @param levels heights to compare with
 * @param labels every word of the drawing
 */
public record Drawing(
    Frame frame,
    String left,
    String right,
    String bottom,
    List<String> xTicks,
    List<String> grid,
    List<String> levels,
    List<Line> lines,
    List<Label> labels) {
  /** The words as boxes for paper, whose SVG knows no fonts. */
  public List<PaperWord> paperWords() {
    return labels.stream().map(label -> PaperWord.of(label, frame)).toList();
  }

  /**
   * One line with its bands and markers.
   *
   * @param path SVG path data
   * @param bands SVG path data, wider ones first
   * @param shape SVG path data of the marker
   * @param leader SVG path data of the thin line from the end of the line to its name; may be empty
   */
  public record Line(
      int style, String path, List<String> bands, String shape, List<Dot> dots, String leader) {
    /** Its colour on paper, as the style sheet of pages has it in the light. */
    public String ink() {
      return Marker.ink(style);
    }

    /** Its dashes; empty for an unbroken line. */
    public String dash() {
      return Marker.dash(style);
    }
  }

  /** A marker. */
  public record Dot(String x, String y, String note) {}
}
