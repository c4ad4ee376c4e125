package dev.cowbell.aggregator.limit;

import java.util.ArrayList;
import java.util.List;

/** Births that fall together. */
final class Births {

  private Births() {}

  /** The first of each run of at least so many ascending births within a window. */
  static List<Double> together(double[] ascending, double withinSeconds, double least) {
    List<Double> starts = new ArrayList<>();
    int from = 0;
    while (from < ascending.length) {
      int to = from;
      while (to < ascending.length && ascending[to] - ascending[from] <= withinSeconds) {
        to++;
      }
      if (to - from >= Math.max(2, least)) {
        starts.add(ascending[from]);
        from = to;
      } else {
        from++;
      }
    }
    return starts;
  }
}
