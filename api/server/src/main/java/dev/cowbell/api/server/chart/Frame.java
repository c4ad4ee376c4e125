package dev.cowbell.api.server.chart;

import java.util.Locale;

/**
 * Size of a drawing and of its margins.
 *
 * @param labelled whether lines are named at their right end, for which the right margin has room
 */
public record Frame(
    int width, int height, int left, int right, int top, int bottom, boolean labelled) {
  /** Width of a drawing on A4 between margins and the edges of its panel. */
  private static final double PAPER_WIDTH_MM = 172;

  /** For screens and paper; the lines are named at their ends. */
  public static Frame wide(int height, int longestName) {
    return new Frame(960, height, 54, 34 + 8 * Math.min(longestName, 24), 22, 46, true);
  }

  /** For a telephone; a legend names the lines. */
  public static Frame narrow(int height) {
    return new Frame(340, height, 42, 14, 22, 46, false);
  }

  /** Width on paper in millimetres. */
  public String paperWidth() {
    return millimetres(width);
  }

  /** Height on paper in millimetres. */
  public String paperHeight() {
    return millimetres(height);
  }

  /** Units of the drawing as millimetres of paper. */
  String millimetres(double units) {
    return String.format(Locale.ROOT, "%.2f", units * PAPER_WIDTH_MM / width);
  }

  /** One for every 45 units of height: enough to read a value, few enough to stay calm. */
  int mostTicks() {
    return Math.max(3, (height - top - bottom) / 45);
  }

  double plotRight() {
    return (double) width - right;
  }

  double plotBottom() {
    return (double) height - bottom;
  }
}
