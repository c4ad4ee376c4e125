package dev.cowbell.aggregator.experiment;

import java.util.Arrays;
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
    HostsPerArm seen = new HostsPerArm(control.length, treatment.length);
    Spread ofControl = Spread.of(control);
    Spread ofTreatment = Spread.of(treatment);
    Optional<Lack> lack = lack(control, treatment, ofControl, ofTreatment, least);
    if (lack.isPresent()) {
      return InsufficientEvidence.of(lack.get(), seen, need(lack.get(), seen, least));
    }
    return Effect.around(
        ofTreatment.mean() - ofControl.mean(),
        halfWidth(ofControl, ofTreatment, error),
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

  private static Optional<Lack> lack(
      double[] control, double[] treatment, Spread ofControl, Spread ofTreatment, int least) {
    if (control.length + treatment.length == 0) {
      return Optional.of(Lack.NO_HOSTS);
    }
    if (control.length == 0 || treatment.length == 0) {
      return Optional.of(Lack.ONE_ARM_ONLY);
    }
    if (!allFinite(control, ofControl) || !allFinite(treatment, ofTreatment)) {
      return Optional.of(Lack.NOT_A_NUMBER);
    }
    if (Math.min(control.length, treatment.length) < least) {
      return Optional.of(Lack.TOO_FEW_HOSTS);
    }
    return ofControl.isNil() && ofTreatment.isNil()
        ? Optional.of(Lack.NO_SPREAD)
        : Optional.empty();
  }

  private static boolean allFinite(double[] values, Spread spread) {
    return spread.isFinite() && Arrays.stream(values).allMatch(Double::isFinite);
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
