package dev.cowbell.bench.decisions;

import java.util.SplittableRandom;

/**
 * How hosts and days vary, in MB lost per worker, and what the treatment does in experiments that
 * have one: an effect of -85 MB in each regime, as large as the one that started this field.
 */
public enum Regime {
  /** Hosts differ, days hardly. */
  HOSTS(30, 10, 30, 10, false),
  /** Hosts are alike, days differ. */
  DAYS(5, 60, 5, 60, false),
  /** Both. */
  MIXED(30, 60, 30, 60, false),
  /**
   * A heavy right tail of hosts and days, of which the treatment takes a share of what each has.
   */
  LOGNORMAL(0.4, 0.3, 0.4, 0.3, true),
  /** Treated hosts vary four times as much. */
  UNEQUAL(15, 15, 60, 60, false);

  /** Mean of a host without treatment. */
  static final double MEAN = 125;

  /** What the treatment adds. */
  static final double EFFECT = -85;

  private final double controlHosts;
  private final double controlDays;
  private final double treatedHosts;
  private final double treatedDays;
  private final boolean multiplies;

  /**
   * Standard deviations between hosts and between days of a host, per arm; of the logarithm where
   * hosts and days multiply.
   */
  Regime(
      double controlHosts,
      double controlDays,
      double treatedHosts,
      double treatedDays,
      boolean multiplies) {
    this.controlHosts = controlHosts;
    this.controlDays = controlDays;
    this.treatedHosts = treatedHosts;
    this.treatedDays = treatedDays;
    this.multiplies = multiplies;
  }

  /** Daily values of one host. */
  double[] days(SplittableRandom random, boolean treatedArm, boolean effective, int days) {
    double hostDeviation = treatedArm ? treatedHosts : controlHosts;
    double dayDeviation = treatedArm ? treatedDays : controlDays;
    double mean = MEAN + (treatedArm && effective ? EFFECT : 0);
    double host = hostDeviation * random.nextGaussian();
    double[] values = new double[days];
    for (int day = 0; day < days; day++) {
      double noise = dayDeviation * random.nextGaussian();
      values[day] =
          multiplies
              ? mean * unitMean(host, hostDeviation) * unitMean(noise, dayDeviation)
              : mean + host + noise;
    }
    return values;
  }

  /** exp of a normal deviate, divided by the mean of that. */
  private static double unitMean(double deviate, double deviation) {
    return Math.exp(deviate - deviation * deviation / 2);
  }
}
