package dev.cowbell.api.server.chart;

import java.util.List;

/**
 * One line, with bands around it where it has a spread.
 *
 * @param style which of the line styles: the same thing has the same one in every chart of a page
 * @param points by rising x
 * @param bands wider ones first
 */
public record Series(String name, int style, List<Point> points, List<Band> bands) {
  /** A line without a band. */
  public Series(String name, int style, List<Point> points) {
    this(name, style, points, List.of());
  }

  /**
   * A figure at an age or a moment.
   *
   * @param x seconds of age, or since 1970; months from now in a plan
   * @param value bytes, or a share of one
   * @param note what the point says when it is pointed at
   */
  public record Point(double x, double value, String note) {}

  /** A spread along the line. */
  public record Band(List<Reach> reaches) {}

  /** From where to where a spread reaches at one x. */
  public record Reach(double x, double low, double high) {}
}
