package dev.cowbell.aggregator.limit;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** What chance gives each life: always the same, so that limits are compared on the same lives. */
final class Draws {

  static final int PLACES = 256;
  static final int START = -1;

  private static final int LIVES = 24;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double[][] DEVIATES = deviates();
  private static final double[][] SHARES = shares();

  private final double[][] paces = new double[PLACES][LIVES];

  Draws(double paceSpread) {
    for (int place = 0; place < PLACES; place++) {
      for (int life = 0; life < LIVES; life++) {
        paces[place][life] = meanOne(DEVIATES[place][life], paceSpread);
      }
    }
  }

  /** Lognormal with a mean of one. */
  static double meanOne(double deviate, double spread) {
    return Math.exp(spread * deviate - spread * spread / 2);
  }

  double pace(int place, int life) {
    return paces[place][life % LIVES];
  }

  /** Evenly in (0, 1). */
  double share(int place, int life) {
    return SHARES[place][(life + 1) % (LIVES + 1)];
  }

  private static double[][] deviates() {
    double[][] deviates = new double[PLACES][LIVES];
    for (int place = 0; place < PLACES; place++) {
      for (int life = 0; life < LIVES; life++) {
        deviates[place][life] = NORMAL.inverseCumulativeProbability(Lattice.point(place, 2 * life));
      }
    }
    return deviates;
  }

  private static double[][] shares() {
    double[][] shares = new double[PLACES][LIVES + 1];
    for (int place = 0; place < PLACES; place++) {
      for (int life = 0; life <= LIVES; life++) {
        shares[place][life] = Lattice.point(place, 2 * life + 1);
      }
    }
    return shares;
  }
}
