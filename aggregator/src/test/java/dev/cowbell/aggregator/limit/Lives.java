package dev.cowbell.aggregator.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lives under a law that is known: a loss of 85 at once, then 10 an hour at the worker's pace. */
public final class Lives {

  public static final double MIB = 1L << 20;
  public static final double LOSS = 85 * MIB;
  public static final double HOURLY = 10 * MIB;
  public static final double HOUR = 3600;

  private Lives() {}

  /** Of one host, all born together each day, each restarted when it reaches the limit. */
  public static List<WorkerLife> host(
      String name, int workers, int days, double spread, double limit, long seed) {
    Random random = new Random(seed);
    List<WorkerLife> lives = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      for (int day = 0; day < days; day++) {
        double born = day * 24 * HOUR;
        while (born < (day + 1) * 24 * HOUR - HOUR) {
          double pace = Math.exp(spread * random.nextGaussian() - spread * spread / 2);
          WorkerLife life = life(name, born, (day + 1) * 24 * HOUR, pace, limit);
          lives.add(life);
          born += life.points().getLast().ageSeconds() + 60;
        }
      }
    }
    return lives;
  }

  /** Read every hour until it reaches the limit or the end. */
  public static WorkerLife life(String host, double born, double end, double pace, double limit) {
    List<LifePoint> points = new ArrayList<>();
    double age = 60;
    while (born + age <= end) {
      double growth = pace * HOURLY * age / HOUR;
      points.add(new LifePoint(age, LOSS, growth));
      if (LOSS + growth >= limit) {
        break;
      }
      age += HOUR;
    }
    return new WorkerLife(host, born, points);
  }
}
