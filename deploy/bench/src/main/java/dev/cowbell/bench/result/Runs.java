package dev.cowbell.bench.result;

import java.util.ArrayList;
import java.util.List;

/** One figure of several runs; its median is told, with the least and the greatest. */
public final class Runs {
  private final List<Double> values = new ArrayList<>();

  /** Adds what one run gave. */
  public void add(double value) {
    values.add(value);
  }

  /** The median. */
  public Result result(String name, String unit) {
    List<Double> sorted = values.stream().sorted().toList();
    return Result.of(name, median(sorted), unit).within(sorted.getFirst(), sorted.getLast());
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
