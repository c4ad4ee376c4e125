package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.Rhythm;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the load of a recorded host would have made any worker in a place of its grow, and when all
 * of them were started anew. A life takes the first place that is free. Growth belongs to the place
 * and the time, so that it can be replayed under other limits; recorded restarts other than those
 * of all workers at once are not replayed, because they were the recorded limit's doing.
 *
 * @param growth bytes by place and step
 * @param deploys whether all workers start anew, by step
 */
@SuppressWarnings("ArrayRecordComponent") // read by primitive loops only, never compared
record Places(double[][] growth, boolean[] deploys) {

  static Places of(TraceHost host, Timeline time) {
    List<double[]> growth = new ArrayList<>();
    List<Double> freeFrom = new ArrayList<>();
    host.lives().stream()
        .sorted(Comparator.comparingDouble(WorkerLife::bornAtSeconds))
        .forEach(life -> add(life, growth, freeFrom, time));
    while (growth.size() < host.workers()) {
      growth.add(growth.get(growth.size() % Math.max(1, freeFrom.size())));
    }
    boolean[] deploys = new boolean[time.steps()];
    for (double start : Rhythm.starts(host.lives(), host.workers())) {
      int step = time.stepOf(start);
      if (step >= 0 && step < deploys.length) {
        deploys[step] = true;
      }
    }
    return new Places(growth.toArray(double[][]::new), deploys);
  }

  private static void add(
      WorkerLife life, List<double[]> growth, List<Double> freeFrom, Timeline time) {
    int place = 0;
    while (place < freeFrom.size() && freeFrom.get(place) > life.bornAtSeconds()) {
      place++;
    }
    if (place == freeFrom.size()) {
      growth.add(new double[time.steps()]);
      freeFrom.add(0.0);
    }
    freeFrom.set(place, life.bornAtSeconds() + life.points().getLast().ageSeconds());
    for (int p = 1; p < life.points().size(); p++) {
      spread(life, life.points().get(p - 1), life.points().get(p), growth.get(place), time);
    }
  }

  private static void spread(
      WorkerLife life, LifePoint from, LifePoint to, double[] growth, Timeline time) {
    int first = Math.max(0, time.stepOf(life.bornAtSeconds() + from.ageSeconds()));
    int last = Math.min(growth.length, time.stepOf(life.bornAtSeconds() + to.ageSeconds()));
    int steps = Math.max(1, last - first);
    for (int step = first; step < Math.min(growth.length, first + steps); step++) {
      growth[step] += (to.growthBytes() - from.growthBytes()) / steps;
    }
  }
}
