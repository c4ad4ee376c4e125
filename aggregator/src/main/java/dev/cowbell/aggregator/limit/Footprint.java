package dev.cowbell.aggregator.limit;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * What all workers of a host hold together, and how often that is too much. On a host of a given
 * pace c its workers are independent, so that their sum at a time t is nearly normal:
 *
 * <pre>
 *   N x m(t | c)  with the variance  N x sw2(t | c) + N2 x sl2
 * </pre>
 *
 * <p>where sl is what losses of a host-day vary in common. The pace itself is lognormal over
 * host-days and is integrated over fifteen points. An hour counts by its worst step. Just before a
 * deploy every worker that does not exit at once also copies what it still shares.
 */
final class Footprint {

  private static final double REACH = 3.5;
  private static final double NODE_STEP = 0.5;

  private final Ageing ageing;
  private final GrowthLaw law;
  private final Rhythm rhythm;
  private final FleetShape shape;

  Footprint(LimitModel model, LimitPolicy policy, FleetShape shape) {
    this.ageing = new Ageing(model.law(), policy, model.rhythm());
    this.law = model.law();
    this.rhythm = model.rhythm();
    this.shape = shape;
  }

  /** What a limit comes to. */
  Outlook under(double limitBytes) {
    double weights = 0;
    double violations = 0;
    double restarts = 0;
    double mean = 0;
    for (double z = -REACH; z <= REACH; z += NODE_STEP) {
      double weight = Math.exp(-z * z / 2);
      Held held = ageing.at(limitBytes, Draws.meanOne(z, law.sharedPaceSpread()));
      weights += weight;
      violations += weight * violationShare(held);
      restarts += weight * held.restartsPerDay();
      mean += weight * java.util.Arrays.stream(held.means()).max().orElse(0);
    }
    return new Outlook(violations / weights, restarts / weights, shape.workers() * mean / weights);
  }

  private double violationShare(Held held) {
    int steps = held.means().length;
    double sum = 0;
    int hours = 0;
    for (int from = 0; from < steps; from += Ageing.STEPS_PER_HOUR) {
      double worst = 0;
      for (int step = from; step < Math.min(steps, from + Ageing.STEPS_PER_HOUR); step++) {
        worst = Math.max(worst, above(held, step));
      }
      sum += worst;
      hours++;
    }
    return sum / hours;
  }

  private double above(Held held, int step) {
    double workers = shape.workers();
    boolean deploys = rhythm.inStep() && step == held.means().length - 1;
    double leaving = (deploys ? workers : 1) * shape.leavingBytes();
    double shared = workers * law.sharedLossSpreadBytes();
    double deviation = Math.sqrt(workers * held.variances()[step] + shared * shared);
    double room = shape.budgetBytes() - workers * held.means()[step] - leaving;
    if (deviation == 0) {
      return room < 0 ? 1 : 0;
    }
    return Erfc.value(room / deviation / Math.sqrt(2)) / 2;
  }

  /**
   * @param violationShare share of host-hours above the budget
   * @param restartsPerWorkerDay restarts at the limit
   * @param peakBytes mean over host-days of what all workers hold at the worst step
   */
  record Outlook(double violationShare, double restartsPerWorkerDay, double peakBytes) {}
}
