package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The highest private memory of each worker on each day. */
record Peaks(double atSeconds, double bytes) {

  private static final double DAY = 86_400;

  /** Dated to the end of their day. */
  static List<Peaks> daily(List<WorkerLife> lives) {
    return lives.stream().flatMap(life -> of(life).stream()).toList();
  }

  private static List<Peaks> of(WorkerLife life) {
    Map<Long, Double> byDay = new TreeMap<>();
    for (LifePoint point : life.points()) {
      long day = (long) Math.floor((life.bornAtSeconds() + point.ageSeconds()) / DAY);
      byDay.merge(day, point.privateBytes(), Math::max);
    }
    return byDay.entrySet().stream()
        .map(peak -> new Peaks((peak.getKey() + 1) * DAY, peak.getValue()))
        .toList();
  }
}
