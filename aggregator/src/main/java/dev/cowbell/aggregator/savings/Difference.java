package dev.cowbell.aggregator.savings;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The difference of one figure between two arms: over host means where there are enough hosts, over
 * workers where not.
 */
final class Difference {

  private Difference() {}

  /** First less second. */
  static Estimate between(
      List<WorkerEvidence> first,
      List<WorkerEvidence> second,
      Basis basis,
      ToDoubleFunction<WorkerEvidence> figure) {
    if (basis.confidence()) {
      return HostWelch.difference(hostMeans(first, figure), hostMeans(second, figure));
    }
    double[] a = first.stream().mapToDouble(figure).toArray();
    double[] b = second.stream().mapToDouble(figure).toArray();
    return new Estimate(HostWelch.mean(a) - HostWelch.mean(b), min(a) - max(b), max(a) - min(b));
  }

  private static double[] hostMeans(
      List<WorkerEvidence> workers, ToDoubleFunction<WorkerEvidence> figure) {
    TreeMap<String, Double> means =
        workers.stream()
            .collect(
                Collectors.groupingBy(
                    WorkerEvidence::host, TreeMap::new, Collectors.averagingDouble(figure)));
    return means.values().stream().mapToDouble(Difference::unboxed).toArray();
  }

  private static double unboxed(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static double min(double[] values) {
    return java.util.Arrays.stream(values).min().orElseThrow();
  }

  private static double max(double[] values) {
    return java.util.Arrays.stream(values).max().orElseThrow();
  }
}
