package dev.cowbell.aggregator.experiment;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Welch's interval for the difference of two means with unequal variances: difference ± t(1 - a/2,
 * df)·sqrt(v), v = sc²/nc + st²/nt, df = v²/((sc²/nc)²/(nc-1) + (st²/nt)²/(nt-1)). Source: B. L.
 * Welch, "The generalization of 'Student's' problem when several different population variances are
 * involved", Biometrika 34 (1947).
 */
final class Welch {
  private Welch() {}

  /**
   * The interval, or what is missing for it.
   *
   * @param error share of intervals that may miss at this look
   * @param level level named in the effect
   * @param least fewest hosts per arm
   */
  static Finding interval(
      double[] control, double[] treatment, double error, double level, Method method, int least) {
    return interval(Spread.of(control), Spread.of(treatment), error, level, method, least);
  }

  /** The same from means and deviations. */
  static Finding interval(
      Spread control, Spread treatment, double error, double level, Method method, int least) {
    HostsPerArm seen = new HostsPerArm(control.hosts(), treatment.hosts());
    Optional<Lack> lack = lack(control, treatment, least);
    if (lack.isPresent()) {
      return InsufficientEvidence.of(lack.get(), seen, need(lack.get(), seen, least));
    }
    return Effect.around(
        treatment.mean() - control.mean(),
        halfWidth(control, treatment, error),
        level,
        method,
        seen);
  }

  static double halfWidth(Spread control, Spread treatment, double error) {
    double variance = control.varianceOfMean() + treatment.varianceOfMean();
    double t = TDistribution.of(degrees(control, treatment)).inverseSurvivalProbability(error / 2);
    return t * Math.sqrt(variance);
  }

  private static double degrees(Spread control, Spread treatment) {
    double ofControl = control.varianceOfMean();
    double ofTreatment = treatment.varianceOfMean();
    double total = ofControl + ofTreatment;
    // Shares of the variance, not squares of it, which overflow for figures in bytes of whole
    // hosts.
    double a = ofControl / total;
    double b = ofTreatment / total;
    return 1 / (a * a / (control.hosts() - 1) + b * b / (treatment.hosts() - 1));
  }

  /** A value that is no number makes the mean none. */
  private static Optional<Lack> lack(Spread control, Spread treatment, int least) {
    if (control.hosts() + treatment.hosts() == 0) {
      return Optional.of(Lack.NO_HOSTS);
    }
    if (control.hosts() == 0 || treatment.hosts() == 0) {
      return Optional.of(Lack.ONE_ARM_ONLY);
    }
    if (!control.isFinite() || !treatment.isFinite()) {
      return Optional.of(Lack.NOT_A_NUMBER);
    }
    if (Math.min(control.hosts(), treatment.hosts()) < least) {
      return Optional.of(Lack.TOO_FEW_HOSTS);
    }
    return control.isNil() && treatment.isNil() ? Optional.of(Lack.NO_SPREAD) : Optional.empty();
  }

  private static Need need(Lack lack, HostsPerArm seen, int least) {
    return switch (lack) {
      case NO_HOSTS, ONE_ARM_ONLY, TOO_FEW_HOSTS -> new Need.MoreHosts(least - seen.smaller());
      case NOT_A_NUMBER -> new Need.SomethingElse("figures that are numbers");
      case NO_SPREAD -> new Need.SomethingElse("figures that were measured per host");
      case UNDECIDED, AGES_NEVER_OVERLAP, HOSTS_LEFT ->
          new Need.SomethingElse("another comparison");
    };
  }
}
