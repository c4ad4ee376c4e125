package dev.cowbell.aggregator.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How fast each life grew against the others, and how that varies between workers of a host-day and
 * between host-days.
 */
@SuppressWarnings("ArrayRecordComponent") // read by primitive loops only, never compared
record Paces(double[] ofLife, Spread spread) {

  /** A life seen for less than this share of the typical growth says nothing about its pace. */
  private static final double LEAST_SHARE_OF_TYPICAL = 0.5;

  /** A worker that shrank is one that hardly grows: a logarithm needs something above zero. */
  private static final double SLOWEST = 0.05;

  static Paces of(List<WorkerLife> lives, ToDoubleFunction<WorkerLife> expectedGrowth) {
    double[] expected = lives.stream().mapToDouble(expectedGrowth).toArray();
    double least = LEAST_SHARE_OF_TYPICAL * median(expected);
    double[] pace = new double[lives.size()];
    Map<WorkerLife.HostDay, List<Double>> logs = new LinkedHashMap<>();
    Map<WorkerLife.HostDay, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < pace.length; i++) {
      if (expected[i] > 0 && expected[i] >= least) {
        pace[i] = Math.max(SLOWEST, lives.get(i).grownBytes() / expected[i]);
        WorkerLife.HostDay hostDay = lives.get(i).hostDay();
        logs.computeIfAbsent(hostDay, key -> new ArrayList<>()).add(Math.log(pace[i]));
        members.computeIfAbsent(hostDay, key -> new ArrayList<>()).add(i);
      }
    }
    scale(pace, members.values());
    return new Paces(pace, Spread.of(logs.values()));
  }

  /** A life too short to have a pace of its own has that of the average. */
  void into(double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = ofLife[i] > 0 ? ofLife[i] : 1;
    }
  }

  /** To a mean of one over host-days: busy ones have more lives, and must not count for more. */
  private static void scale(double[] pace, Iterable<List<Integer>> hostDays) {
    double sum = 0;
    int count = 0;
    for (List<Integer> lives : hostDays) {
      sum += lives.stream().mapToDouble(i -> pace[i]).average().orElseThrow();
      count++;
    }
    if (count > 0) {
      double mean = sum / count;
      Arrays.setAll(pace, i -> pace[i] / mean);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
