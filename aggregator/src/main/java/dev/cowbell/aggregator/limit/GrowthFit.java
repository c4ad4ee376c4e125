package dev.cowbell.aggregator.limit;

import dev.cowbell.aggregator.rollup.AgeBuckets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits a {@link GrowthLaw} to lives of which most were cut short. Only what a worker grew between
 * two of its own readings counts, for the ages between them, so a restart censors and does not
 * bias:
 *
 * <pre>
 *   rate(age)  = sum of growth there / sum over workers of pace x time there
 *   pace(life) = its growth / the growth a pace of one would have had at the same ages
 * </pre>
 *
 * <p>taken in turns, as for a frailty in survival analysis: without the paces old ages would be
 * known from slow workers only, since the fast ones have been restarted. Mean loss is that of the
 * workers read at an age.
 */
final class GrowthFit {

  private static final int ROUNDS = 2;
  private static final int MOST_LIVES = 8000;
  private static final int CLOCK_ROUNDS = 10;

  /** A rate that rests on less of the time watched than this is taken from its older neighbours. */
  private static final double LEAST_TIME_SHARE = 0.002;

  private final double[] edges;
  private final List<WorkerLife> lives;
  private final double[] pace;
  private final double[] rate;

  private GrowthFit(List<WorkerLife> lives) {
    this(lives, ones(lives.size()));
  }

  private GrowthFit(List<WorkerLife> lives, double[] pace) {
    this.edges = edges(oldest(lives));
    this.lives = lives;
    this.pace = pace;
    this.rate = new double[edges.length];
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] edges(double oldest) {
    double[] below =
        Arrays.stream(AgeBuckets.fromSeconds()).filter(edge -> edge < oldest).toArray();
    return below.length == 0 ? new double[] {0} : below;
  }

  /** The law behind lives of at least two readings each, its ages in busy seconds. */
  static GrowthLaw of(List<WorkerLife> all) {
    List<WorkerLife> lives = sample(all);
    LoadClock clock = LoadClock.even();
    GrowthFit fit = new GrowthFit(lives);
    fit.alternate();
    for (int round = 0; round < CLOCK_ROUNDS; round++) {
      clock = LoadFit.corrected(clock, lives, fit.lives, fit);
      fit = new GrowthFit(lives.stream().map(clock::of).toList(), fit.pace);
      fit.alternate();
    }
    return fit.law(clock);
  }

  /** Every n-th, so that all hosts and days stay in. */
  private static List<WorkerLife> sample(List<WorkerLife> lives) {
    int every = Math.ceilDiv(Math.max(1, lives.size()), MOST_LIVES);
    return IntStream.range(0, lives.size())
        .filter(i -> i % every == 0)
        .mapToObj(lives::get)
        .toList();
  }

  private void alternate() {
    for (int round = 0; round < ROUNDS; round++) {
      rates();
      Paces.of(lives, this::expectedGrowth).into(pace);
    }
  }

  private static double oldest(List<WorkerLife> lives) {
    return lives.stream().mapToDouble(life -> life.points().getLast().ageSeconds()).max().orElse(0);
  }

  private GrowthLaw law(LoadClock clock) {
    AgeCurve loss = LossFit.of(lives, edges);
    Spread paces = Paces.of(lives, this::expectedGrowth).spread();
    Spread losses = LossFit.spread(lives, loss);
    return new GrowthLaw(
        loss,
        growth(),
        paces.within(),
        paces.between(),
        losses.within(),
        losses.between(),
        clock,
        lives.size(),
        paces.groups(),
        oldest(lives));
  }

  double pace(int life) {
    return pace[life];
  }

  private void rates() {
    double[] grown = new double[edges.length];
    double[] paceSeconds = new double[edges.length];
    for (int i = 0; i < lives.size(); i++) {
      List<LifePoint> points = lives.get(i).points();
      for (int p = 1; p < points.size(); p++) {
        spread(points.get(p - 1), points.get(p), pace[i], grown, paceSeconds);
      }
    }
    double least = LEAST_TIME_SHARE * Arrays.stream(paceSeconds).sum();
    double olderGrown = 0;
    double olderSeconds = 0;
    for (int k = edges.length - 1; k >= 0; k--) {
      boolean enough = paceSeconds[k] >= least || edges[k] < firstHour();
      olderGrown = enough ? grown[k] : olderGrown + grown[k];
      olderSeconds = enough ? paceSeconds[k] : olderSeconds + paceSeconds[k];
      rate[k] = olderSeconds > 0 ? Math.max(0, olderGrown / olderSeconds) : 0;
    }
  }

  /**
   * Young ages last seconds, so their share of the time says nothing about how well they are known.
   */
  private static double firstHour() {
    return 3600;
  }

  private void spread(
      LifePoint from, LifePoint to, double ofPace, double[] grown, double[] paceSeconds) {
    double seconds = to.ageSeconds() - from.ageSeconds();
    if (seconds <= 0) {
      return;
    }
    double bytesPerSecond = (to.growthBytes() - from.growthBytes()) / seconds;
    for (int k = bucket(from.ageSeconds()); k < edges.length && edges[k] < to.ageSeconds(); k++) {
      double there = Math.min(to.ageSeconds(), end(k)) - Math.max(from.ageSeconds(), edges[k]);
      grown[k] += bytesPerSecond * there;
      paceSeconds[k] += ofPace * there;
    }
  }

  /** What a life would have grown at a pace of one at the ages at which it was watched. */
  private double expectedGrowth(WorkerLife life) {
    return growthBetween(
        life.points().getFirst().ageSeconds(), life.points().getLast().ageSeconds());
  }

  /** Growth at a pace of one between two ages. */
  double growthBetween(double from, double to) {
    double expected = 0;
    for (int k = bucket(from); k < edges.length && edges[k] < to; k++) {
      expected += rate[k] * (Math.min(to, end(k)) - Math.max(from, edges[k]));
    }
    return expected;
  }

  private AgeCurve growth() {
    double[] bytes = new double[edges.length];
    bytes[0] = firstGrowth();
    for (int k = 1; k < edges.length; k++) {
      bytes[k] = bytes[k - 1] + rate[k - 1] * (edges[k] - edges[k - 1]);
    }
    return new AgeCurve(edges.clone(), bytes, rate[edges.length - 1]);
  }

  /** What workers have when they are first read in their first seconds. */
  private double firstGrowth() {
    return Math.max(
        0,
        lives.stream()
            .map(life -> life.points().getFirst())
            .filter(point -> point.ageSeconds() <= 10)
            .mapToDouble(LifePoint::growthBytes)
            .average()
            .orElse(0));
  }

  private int bucket(double age) {
    int found = Arrays.binarySearch(edges, age);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  private double end(int k) {
    return k + 1 < edges.length ? edges[k + 1] : Double.POSITIVE_INFINITY;
  }
}
