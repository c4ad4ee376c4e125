package dev.cowbell.aggregator.limit;

import java.util.Collection;
import java.util.List;

/**
 * Standard deviations within and between groups, by the moments of a one-way analysis of variance
 * (Searle, Casella, McCulloch: Variance Components, 1992, section 3.6): within is pooled; the
 * variance between is {@code (MSB - MSW) / n0}, none where that is negative.
 *
 * @param groups groups it rests on
 */
record Spread(double within, double between, int groups) {

  static Spread of(Collection<List<Double>> groups) {
    List<List<Double>> filled = groups.stream().filter(group -> !group.isEmpty()).toList();
    int all = filled.stream().mapToInt(List::size).sum();
    int count = filled.size();
    if (all < 2) {
      return new Spread(0, 0, count);
    }
    double grand =
        filled.stream().flatMap(List::stream).mapToDouble(x -> x).average().orElseThrow();
    double inside = 0;
    double outside = 0;
    double squares = 0;
    for (List<Double> group : filled) {
      double mean = group.stream().mapToDouble(x -> x).average().orElseThrow();
      inside += group.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
      outside += group.size() * (mean - grand) * (mean - grand);
      squares += (double) group.size() * group.size();
    }
    double within = all > count ? inside / (all - count) : 0;
    if (count < 2) {
      return new Spread(Math.sqrt(within), 0, count);
    }
    double n0 = (all - squares / all) / (count - 1);
    double between = Math.max(0, (outside / (count - 1) - within) / n0);
    return new Spread(Math.sqrt(within), Math.sqrt(between), count);
  }
}
