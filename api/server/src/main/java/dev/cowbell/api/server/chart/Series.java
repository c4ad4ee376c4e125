package dev.cowbell.api.server.chart;

import java.util.List;

/**
 * One line.
 *
 * @param style which of the line styles: the same thing has the same one in every chart of a page
 * @param points by rising age
 */
public record Series(String name, int style, List<Point> points) {
  /**
   * A figure at an age.
   *
   * @param note what the point says when it is pointed at
   */
  public record Point(double ageSeconds, double bytes, String note) {}
}
