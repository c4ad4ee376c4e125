package dev.cowbell.aggregator.limit;

/**
 * One place for a worker over a while: lives that follow each other, each restarted at its limit.
 * Adds up what such places hold at each step.
 */
final class Ageing {

  static final double STEP_SECONDS = 1800;
  static final int STEPS_PER_HOUR = 2;
  static final double HORIZON_SECONDS = 86_400;

  private static final double SHORTEST_LIFE_SECONDS = 600;
  private static final double WARM_UP_LIVES = 3;

  private final GrowthLaw law;
  private final LimitPolicy policy;
  private final Rhythm rhythm;
  private final Draws draws;
  private final double[] ages;
  private final double[] losses;
  private final double[] lossSlopes;
  private final double[] growths;
  private final double[] growthSlopes;

  Ageing(GrowthLaw law, LimitPolicy policy, Rhythm rhythm) {
    this.law = law;
    this.policy = policy;
    this.rhythm = rhythm;
    this.draws = new Draws(law.paceSpread());
    this.ages = law.growth().ageSeconds();
    this.losses = law.loss().bytes();
    this.lossSlopes = law.loss().slopes();
    this.growths = law.growth().bytes();
    this.growthSlopes = law.growth().slopes();
  }

  /** Steps that are looked at: those between two deploys, or those of a day in a steady state. */
  int steps() {
    double horizon = rhythm.inStep() ? rhythm.deployEverySeconds() : HORIZON_SECONDS;
    return (int) Math.max(STEPS_PER_HOUR, Math.ceil(horizon / STEP_SECONDS));
  }

  /** Mean and variance of one place at each step, on a host whose pace is that. */
  Held at(double limitBytes, double hostPace) {
    int steps = steps();
    double[] sum = new double[steps];
    double[] squares = new double[steps];
    int restarts = 0;
    for (int place = 0; place < Draws.PLACES; place++) {
      restarts += follow(place, limitBytes, hostPace, sum, squares);
    }
    return Held.of(sum, squares, Draws.PLACES, restarts * 86_400.0 / (steps * STEP_SECONDS));
  }

  private int follow(int place, double limit, double hostPace, double[] sum, double[] squares) {
    double born = firstBirth(place, limit, hostPace);
    int restarts = 0;
    int step = 0;
    for (int life = 0; step < sum.length; life++) {
      double pace = hostPace * draws.pace(place, life);
      double own = limit * (1 - policy.jitter() * draws.share(place, life));
      double ends = born + Math.max(SHORTEST_LIFE_SECONDS, law.ageReaching(own, pace));
      step = hold(born, ends, pace, step, sum, squares);
      restarts += ends > 0 && step < sum.length ? 1 : 0;
      born = ends;
    }
    return restarts;
  }

  /** Adds what one life holds at the steps it sees; the first step that it does not see. */
  private int hold(
      double born, double ends, double pace, int from, double[] sum, double[] squares) {
    int step = Math.max(from, (int) Math.ceil(born / STEP_SECONDS) - 1);
    int knot = 0;
    for (; step < sum.length && (step + 1) * STEP_SECONDS <= ends; step++) {
      double age = (step + 1) * STEP_SECONDS - born;
      while (knot + 1 < ages.length && ages[knot + 1] <= age) {
        knot++;
      }
      double bytes = losses[knot] + pace * growths[knot];
      double slope = lossSlopes[knot] + pace * growthSlopes[knot];
      bytes += slope * (age - ages[knot]);
      sum[step] += bytes;
      squares[step] += bytes * bytes;
    }
    return step;
  }

  /** At the deploy; where there is none, so long ago that ages have fallen out of step. */
  private double firstBirth(int place, double limit, double hostPace) {
    if (rhythm.inStep()) {
      return 0;
    }
    double typical = Math.clamp(law.ageReaching(limit, hostPace), STEP_SECONDS, 60 * 86_400.0);
    return -typical * (WARM_UP_LIVES + draws.share(place, Draws.START));
  }
}
