package dev.cowbell.bench.limits;

import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One host played hour by hour under a limit. Confined to one thread. */
final class PlayedHost {

  private static final double STEP_SECONDS = 600;
  private static final int STEPS_PER_HOUR = 6;
  private static final int DEPLOY_HOUR = 10;

  private final TrueLaw law;
  private final double limit;
  private final double jitter;
  private final SplittableRandom random;
  private final double hostLoad;
  private final double heap;
  private final List<Place> places = new ArrayList<>();
  private double dayLoad = 1;

  PlayedHost(TrueLaw law, double limit, double jitter, long seed) {
    this.law = law;
    this.limit = limit;
    this.jitter = jitter;
    this.random = new SplittableRandom(seed);
    this.hostLoad = meanOne(random.nextGaussian(), law.hostSpread());
    this.heap = meanOne(random.nextGaussian(), law.hostSpread() / 3);
    for (int i = 0; i < law.workers(); i++) {
      Place place = new Place(random.split());
      place.begin(limit, jitter, heap, law.workerSpread());
      places.add(place);
    }
  }

  static double meanOne(double deviate, double spread) {
    return Math.exp(spread * deviate - spread * spread / 2);
  }

  /** What became of some days after some that are not counted. */
  Outcome judge(int runInDays, int days) {
    hours(0, runInDays * 24, new Tally(law));
    Tally tally = new Tally(law);
    hours(runInDays * 24, (runInDays + days) * 24, tally);
    return tally.outcome();
  }

  /** The lives that a collector would have read in some days. */
  List<WorkerLife> watch(String name, int runInDays, int days) {
    hours(0, runInDays * 24, new Tally(law));
    Watch watch = new Watch(name);
    hours(runInDays * 24, (runInDays + days) * 24, watch);
    return watch.lives();
  }

  private void hours(int from, int to, Seen seen) {
    for (int hour = from; hour < to; hour++) {
      if (hour % 24 == 0) {
        dayLoad = meanOne(random.nextGaussian(), law.daySpread());
      }
      if (law.deploysDaily() && hour % 24 == DEPLOY_HOUR) {
        for (int i = 0; i < places.size(); i++) {
          restart(i, seen);
        }
      }
      double load = hostLoad * dayLoad * TrueLaw.swing(hour % 24);
      for (int step = 0; step < STEPS_PER_HOUR; step++) {
        step(load, hour * 3600.0 + (step + 1) * STEP_SECONDS, seen);
      }
      seen.hour();
    }
  }

  private void step(double load, double now, Seen seen) {
    double sum = 0;
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      place.live(load, STEP_SECONDS);
      sum += place.bytes();
      seen.read(i, place, now);
      if (place.isAtLimit()) {
        seen.reachedLimit();
        restart(i, seen);
      }
    }
    seen.step(sum);
  }

  private void restart(int i, Seen seen) {
    seen.ended(i);
    places.get(i).begin(limit, jitter, heap, law.workerSpread());
  }

  /** Who looks on; what is not of interest does nothing. */
  interface Seen {
    default void read(int place, Place worker, double now) {}

    default void ended(int place) {}

    default void reachedLimit() {}

    default void step(double sumBytes) {}

    default void hour() {}
  }
}
