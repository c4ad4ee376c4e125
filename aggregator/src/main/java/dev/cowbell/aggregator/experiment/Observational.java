package dev.cowbell.aggregator.experiment;

import java.util.List;

/**
 * Compares arms that nobody assigned. The interval covers chance, not what else differs between the
 * hosts, and the look says so by its design.
 */
public record Observational(String hardwareClass, SpendingWelch welch, double worthKnowing) {

  /**
   * One look.
   *
   * @param look number of the different samples looked at so far, with this one
   */
  public Look at(
      int look, List<HostProfile> control, List<HostProfile> treatment, Estimand estimand) {
    Contrast contrast = Contrast.ofArms(control, treatment, estimand);
    return new Look(
        hardwareClass,
        Design.OBSERVATIONAL,
        estimand,
        finding(look, control, treatment, contrast),
        contrast.departures(),
        0,
        contrast.standard());
  }

  private Finding finding(
      int look, List<HostProfile> control, List<HostProfile> treatment, Contrast contrast) {
    if (control.isEmpty() != treatment.isEmpty()) {
      return InsufficientEvidence.of(
          Lack.ONE_ARM_ONLY,
          new HostsPerArm(control.size(), treatment.size()),
          new Need.MoreHosts(SpendingWelch.LEAST_HOSTS));
    }
    if (!contrast.overlap() && !control.isEmpty()) {
      return InsufficientEvidence.of(
          Lack.AGES_NEVER_OVERLAP, new HostsPerArm(0, 0), PairedContrast.OVERLAP);
    }
    return welch.decide(
        worthKnowing,
        look,
        Contrast.values(contrast.control()),
        Contrast.values(contrast.treatment()));
  }
}
