package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.GrowthLaw;
import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One host walked through under the limits of a rule. Confined to one thread. */
final class ReplayedHost {

  private static final double READ_EVERY_STEPS = 6;

  private final TraceHost host;
  private final Timeline time;
  private final Places places;
  private final GrowthLaw world;
  private final SplittableRandom random;
  private final List<WorkerLife> lives = new ArrayList<>();
  private final List<Seen.Hit> hits = new ArrayList<>();
  private final Place[] workers;

  ReplayedHost(TraceHost host, Timeline time, GrowthLaw world, long seed) {
    this.host = host;
    this.time = time;
    this.places = Places.of(host, time);
    this.world = world;
    this.random = new SplittableRandom(seed);
    this.workers = new Place[places.growth().length];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Place(0, 1);
    }
  }

  /** One step under a limit; what all workers hold after it. */
  Step step(int step, double limit, double jitter) {
    double sum = 0;
    double reserved = 0;
    int reached = 0;
    boolean deploys = places.deploys()[step];
    for (int i = 0; i < workers.length; i++) {
      if (deploys) {
        restart(i, step);
      }
      Place worker = workers[i];
      worker.growth += places.growth()[i][step];
      double age = (step + 1 - worker.bornStep) * time.stepSeconds();
      double loss = world.meanLossBytes(age);
      double own = limit * (1 - jitter * worker.share);
      reserved += own;
      double bytes = Math.min(loss + worker.growth, Math.max(own, 0));
      sum += bytes;
      boolean hit = loss + worker.growth >= own;
      if (hit || (step + i) % READ_EVERY_STEPS == 0) {
        worker.points.add(new LifePoint(age, loss, bytes - loss));
      }
      if (hit) {
        reached++;
        hits.add(new Seen.Hit(time.at(step + 1), bytes));
        restart(i, step + 1);
      }
    }
    return new Step(reserved, sum, reached, deploys ? workers.length : 0);
  }

  /** Lives as far as they have been read. */
  List<WorkerLife> lives() {
    List<WorkerLife> all = new ArrayList<>(lives);
    for (Place worker : workers) {
      add(worker, all);
    }
    return all;
  }

  List<Seen.Hit> hits() {
    return hits;
  }

  int workers() {
    return workers.length;
  }

  double budgetBytes() {
    return host.budgetBytes();
  }

  private void restart(int i, int step) {
    add(workers[i], lives);
    workers[i] = new Place(step, random.nextDouble());
  }

  private void add(Place worker, List<WorkerLife> to) {
    if (!worker.points.isEmpty()) {
      to.add(new WorkerLife(host.name(), time.at(worker.bornStep), worker.points));
    }
  }

  /**
   * What a step came to.
   *
   * @param reservedBytes limits of all workers together
   * @param sumBytes what they hold
   * @param reached workers that reached their limit
   * @param deployed workers that a deploy restarted
   */
  record Step(double reservedBytes, double sumBytes, int reached, int deployed) {}

  private static final class Place {
    private final int bornStep;
    private final double share;
    private final List<LifePoint> points = new ArrayList<>();
    private double growth;

    Place(int bornStep, double share) {
      this.bornStep = bornStep;
      this.share = share;
    }
  }
}
