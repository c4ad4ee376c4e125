package dev.cowbell.aggregator.limit;

import dev.cowbell.aggregator.rollup.AgeBuckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mean sharing loss by age, and how losses vary about it. */
final class LossFit {

  private LossFit() {}

  /** Linear between the means of the age buckets, given at the edges asked for. */
  static AgeCurve of(List<WorkerLife> lives, double[] edges) {
    int buckets = AgeBuckets.fromSeconds().length;
    double[] ages = new double[buckets];
    double[] losses = new double[buckets];
    double[] readings = new double[buckets];
    for (WorkerLife life : lives) {
      for (LifePoint point : life.points()) {
        int bucket = AgeBuckets.indexOf(point.ageSeconds());
        ages[bucket] += point.ageSeconds();
        losses[bucket] += point.lossBytes();
        readings[bucket]++;
      }
    }
    int[] seen =
        java.util.stream.IntStream.range(0, buckets).filter(b -> readings[b] > 0).toArray();
    if (seen.length == 0) {
      return new AgeCurve(edges.clone(), new double[edges.length], 0);
    }
    AgeCurve means =
        new AgeCurve(
            Arrays.stream(seen).mapToDouble(b -> ages[b] / readings[b]).toArray(),
            Arrays.stream(seen).mapToDouble(b -> losses[b] / readings[b]).toArray(),
            0);
    return new AgeCurve(edges.clone(), Arrays.stream(edges).map(means::at).toArray(), 0);
  }

  /** Of the last reading of each life, about the mean at its age. */
  static Spread spread(List<WorkerLife> lives, AgeCurve loss) {
    Map<WorkerLife.HostDay, List<Double>> residuals = new LinkedHashMap<>();
    for (WorkerLife life : lives) {
      LifePoint last = life.points().getLast();
      residuals
          .computeIfAbsent(life.hostDay(), key -> new ArrayList<>())
          .add(last.lossBytes() - loss.at(last.ageSeconds()));
    }
    return Spread.of(residuals.values());
  }
}
