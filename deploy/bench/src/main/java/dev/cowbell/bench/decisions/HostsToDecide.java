package dev.cowbell.bench.decisions;

import dev.cowbell.aggregator.experiment.Effect;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How many hosts per arm it takes until an effect of 85 MB per worker is declared where hosts
 * differ by 30 MB (standard deviation), with a look at each pair that joins.
 */
record HostsToDecide(int experiments, long seed) {
  private static final double EFFECT = 85;
  private static final double DEVIATION = 30;
  private static final int MOST_HOSTS = 64;

  /** Hosts per arm at the declaration, one entry per experiment, ascending. */
  int[] of(Rule rule) {
    return IntStream.range(0, experiments)
        .parallel()
        .map(number -> decidedAt(rule, seed + number))
        .sorted()
        .toArray();
  }

  /** Fewest hosts per arm with which one Welch test, decided on beforehand, finds it that often. */
  int fixedWelch(double power) {
    return IntStream.rangeClosed(2, MOST_HOSTS)
        .filter(hosts -> shareDeclared(hosts) >= power)
        .findFirst()
        .orElse(MOST_HOSTS);
  }

  private double shareDeclared(int hosts) {
    return IntStream.range(0, experiments)
            .parallel()
            .filter(number -> declares(Rule.FIXED_WELCH, hosts(seed + number), hosts))
            .count()
        / (double) experiments;
  }

  private static int decidedAt(Rule rule, long seed) {
    Played.Evidence all = hosts(seed);
    return IntStream.rangeClosed(2, MOST_HOSTS)
        .filter(hosts -> declares(rule, all, hosts))
        .findFirst()
        .orElse(MOST_HOSTS);
  }

  private static boolean declares(Rule rule, Played.Evidence all, int hosts) {
    var seen =
        new Played.Evidence(
            Arrays.copyOf(all.control(), hosts), Arrays.copyOf(all.treatment(), hosts));
    return rule.at(seen) instanceof Effect effect && effect.excludesZero();
  }

  private static Played.Evidence hosts(long seed) {
    var random = new SplittableRandom(seed);
    double[] control = new double[MOST_HOSTS];
    double[] treatment = new double[MOST_HOSTS];
    for (int host = 0; host < MOST_HOSTS; host++) {
      control[host] = DEVIATION * random.nextGaussian();
      treatment[host] = EFFECT + DEVIATION * random.nextGaussian();
    }
    return new Played.Evidence(control, treatment);
  }
}
