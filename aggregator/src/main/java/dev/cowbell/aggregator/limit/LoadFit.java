package dev.cowbell.aggregator.limit;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the load by the hour of the day in how fast workers grow then, against what their age and
 * pace would have them grow. Where all workers always have the same age at the same hour, age
 * explains everything and the load stays even, which foretells the same.
 */
final class LoadFit {

  private static final double LEAST = 0.1;
  private static final double MOST = 5;

  private final double[] grown = new double[LoadClock.HOURS];
  private final double[] expected = new double[LoadClock.HOURS];

  private LoadFit() {}

  /** The clock before, corrected by what lives with ages on it still show. */
  static LoadClock corrected(
      LoadClock before, List<WorkerLife> lives, List<WorkerLife> onClock, GrowthFit fit) {
    LoadFit load = new LoadFit();
    for (int i = 0; i < lives.size(); i++) {
      load.add(lives.get(i), onClock.get(i), fit.pace(i), fit);
    }
    double[] corrected = new double[LoadClock.HOURS];
    for (int hour = 0; hour < corrected.length; hour++) {
      double ratio = load.expected[hour] > 0 ? load.grown[hour] / load.expected[hour] : 1;
      corrected[hour] = Math.clamp(before.loadByHour()[hour] * ratio, LEAST, MOST);
    }
    double mean = Arrays.stream(corrected).average().orElse(1);
    Arrays.setAll(corrected, hour -> corrected[hour] / mean);
    return new LoadClock(corrected);
  }

  private void add(WorkerLife life, WorkerLife onClock, double pace, GrowthFit fit) {
    for (int p = 1; p < life.points().size(); p++) {
      LifePoint from = life.points().get(p - 1);
      LifePoint to = life.points().get(p);
      double middle = life.bornAtSeconds() + (from.ageSeconds() + to.ageSeconds()) / 2;
      int hour = LoadClock.hourOf(middle);
      grown[hour] += to.growthBytes() - from.growthBytes();
      expected[hour] +=
          pace
              * fit.growthBetween(
                  onClock.points().get(p - 1).ageSeconds(), onClock.points().get(p).ageSeconds());
    }
  }
}
