package dev.cowbell.aggregator.backtest;

import java.util.ArrayList;
import java.util.List;

/** Adds up what a replay comes to. Confined to one thread. */
final class Tally {

  private static final double CHANGE = 0.01;

  private final Timeline time;
  private final List<Double> fullest = new ArrayList<>();
  private double reserved;
  private double used;
  private long reached;
  private long deployed;
  private long workerSteps;
  private long periods;
  private long breaches;
  private int changes;

  Tally(Timeline time) {
    this.time = time;
  }

  void step(ReplayedHost host, ReplayedHost.Step step) {
    reserved += step.reservedBytes();
    used += step.sumBytes();
    reached += step.reached();
    deployed += step.deployed();
    workerSteps += host.workers();
  }

  /** The fullest moment of each host within a period. */
  void period(double[] shares, boolean counts) {
    double most = 0;
    for (double share : shares) {
      most = Math.max(most, share);
      periods += counts ? 1 : 0;
      breaches += counts && share > 1 ? 1 : 0;
    }
    fullest.add(most);
  }

  void limit(double before, double after) {
    changes += Math.abs(after - before) > CHANGE * before ? 1 : 0;
  }

  Score score(String rule, double limit) {
    double workerDays = workerSteps * time.stepSeconds() / 86_400;
    return new Score(
        rule,
        limit,
        reserved > 0 ? 1 - used / reserved : 0,
        workerDays > 0 ? reached / workerDays : 0,
        periods > 0 ? (double) breaches / periods : 0,
        workerDays > 0 ? (reached + deployed) / workerDays : 0,
        changes * 7 / Math.max(1e-9, time.days()),
        fullest);
  }
}
