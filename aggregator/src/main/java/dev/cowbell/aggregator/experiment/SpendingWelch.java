package dev.cowbell.aggregator.experiment;

import java.util.Optional;

/**
 * Welch's interval for arms that were not paired, with its error spent over looks: look k may be
 * wrong in a/(k(k+1)) of all cases, which sums to at most a = 1 - level over all looks there will
 * ever be (a union bound; nothing is assumed about how looks depend on each other).
 *
 * <p>Looks begin at 6 hosts per arm. They could at 4, below which the first would spend half of the
 * error on hardly anything, but skewed figures cost coverage at few hosts: where a treatment takes
 * 68 % away from a lognormal figure (sd of its logarithm 0.4 between hosts), all looks hold the
 * truth in 94.6 % of experiments from 4 hosts on and in 95.4 % from 6. The benchmark {@code
 * decisions} watches this.
 *
 * <p>Every different sample looked at is a look: another host, another day in a mean, a host less.
 * Looking at the same sample again is none.
 */
public record SpendingWelch(double level) {
  /** What the fleet's observational comparisons use. */
  public static final SpendingWelch DEFAULT = new SpendingWelch(0.95);

  /** Fewest hosts per arm. */
  public static final int LEAST_HOSTS = 6;

  public SpendingWelch {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level lies between 0 and 1: " + level);
    }
  }

  /**
   * The look that samples of this size are when hosts only ever join and are looked at one by one.
   */
  public static int lookAt(int controlHosts, int treatmentHosts) {
    return Math.max(1, controlHosts + treatmentHosts - 2 * LEAST_HOSTS + 1);
  }

  /**
   * The interval at look number {@code look}.
   *
   * @param look different samples looked at so far, with this one; from 1
   */
  public Finding interval(int look, double[] control, double[] treatment) {
    return Welch.interval(
        control, treatment, errorAt(look), level, Method.SPENDING_WELCH, LEAST_HOSTS);
  }

  /** The same of hosts that are kept as sums. */
  public Finding interval(int look, HostSums control, HostSums treatment) {
    return Welch.interval(
        Spread.of(control),
        Spread.of(treatment),
        errorAt(look),
        level,
        Method.SPENDING_WELCH,
        LEAST_HOSTS);
  }

  /** The interval when it decides, else how many hosts are missing. */
  public Finding decide(double worthKnowing, int look, double[] control, double[] treatment) {
    return decide(worthKnowing, look, Spread.of(control), Spread.of(treatment));
  }

  /** The same from means and deviations. */
  Finding decide(double worthKnowing, int look, Spread control, Spread treatment) {
    Finding found =
        Welch.interval(
            control, treatment, errorAt(look), level, Method.SPENDING_WELCH, LEAST_HOSTS);
    return switch (found) {
      case InsufficientEvidence insufficient -> insufficient;
      case Effect effect when effect.decides(worthKnowing) -> effect;
      case Effect effect -> {
        Need need = projected(look, control, treatment, worthKnowing, effect);
        yield new InsufficientEvidence(Lack.UNDECIDED, effect.hosts(), need, Optional.of(effect));
      }
    };
  }

  /** Error that look k may spend. */
  double errorAt(int look) {
    double k = Math.max(1, look);
    return (1 - level) / (k * (k + 1));
  }

  /** Should both arms grow to that many hosts, with a look for each that joins. */
  private Need projected(
      int look, Spread control, Spread treatment, double worthKnowing, Effect effect) {
    int seen = effect.hosts().smaller();
    return Projection.until(
        seen,
        hosts ->
            Welch.halfWidth(
                grown(control, hosts), grown(treatment, hosts), errorAt(look + hosts - seen)),
        Math.max(worthKnowing, Math.abs(effect.estimate())));
  }

  private static Spread grown(Spread seen, int hosts) {
    return new Spread(
        Math.max(seen.hosts(), hosts), seen.mean(), seen.standardDeviation(), seen.magnitude());
  }
}
