package dev.cowbell.bench.decisions;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One experiment of 30 days: four pairs of hosts from the first day, one more pair each day. A look
 * each evening sees the pairs whose window is full.
 */
final class Played {
  static final int DAYS = 30;
  static final int FIRST_PAIRS = 4;

  private final double[][] control;
  private final double[][] treatment;

  private Played(double[][] control, double[][] treatment) {
    this.control = control;
    this.treatment = treatment;
  }

  static Played of(Regime regime, boolean effective, long seed) {
    var random = new SplittableRandom(seed);
    int pairs = FIRST_PAIRS + DAYS - 1;
    double[][] control = new double[pairs][];
    double[][] treatment = new double[pairs][];
    for (int pair = 0; pair < pairs; pair++) {
      control[pair] = regime.days(random, false, effective, DAYS);
      treatment[pair] = regime.days(random, true, effective, DAYS);
    }
    return new Played(control, treatment);
  }

  /** What a look on the evening of a day (from 1) sees, with windows of so many days. */
  Evidence withWindows(int evening, int windowDays) {
    int pairs = Math.max(0, evening - windowDays + FIRST_PAIRS);
    return evening < windowDays ? Evidence.NONE : evidence(pairs, windowDays);
  }

  /** The same looks at a fixed number of pairs whose means every new day moves. */
  Evidence withMovingMeans(int evening, int pairs) {
    return evidence(pairs, evening);
  }

  private Evidence evidence(int pairs, int days) {
    return new Evidence(means(control, pairs, days), means(treatment, pairs, days));
  }

  private static double[] means(double[][] hosts, int pairs, int days) {
    return Arrays.stream(hosts, 0, pairs)
        .mapToDouble(host -> Arrays.stream(host, 0, days).average().orElse(0))
        .toArray();
  }

  /** Host means of either arm, in pairs. */
  @SuppressWarnings("ArrayRecordComponent") // read by primitive loops only, never compared
  record Evidence(double[] control, double[] treatment) {
    static final Evidence NONE = new Evidence(new double[0], new double[0]);

    int pairs() {
      return control.length;
    }

    double[] differences() {
      double[] differences = new double[control.length];
      for (int pair = 0; pair < differences.length; pair++) {
        differences[pair] = treatment[pair] - control[pair];
      }
      return differences;
    }
  }
}
