package dev.cowbell.aggregator.experiment;

import java.util.List;

/**
 * Compares arms that nobody assigned, of so many hosts that only sums over them are kept. What the
 * sums do not hold is taken at its worst, so that intervals are wider than those of {@link
 * Observational}, never narrower.
 *
 * @param worthKnowing the smallest effect anybody would act on, in the unit of the figure
 */
public record SummedComparison(String hardwareClass, SpendingWelch welch, double worthKnowing) {

  /**
   * One look.
   *
   * @param look number of the different samples looked at so far, with this one
   */
  public Look at(int look, ArmSums control, ArmSums treatment, Estimand estimand) {
    AgeStandard standard = AgeStandard.sharedBy(control, treatment);
    return new Look(
        hardwareClass,
        Design.OBSERVATIONAL,
        estimand,
        finding(look, control, treatment, estimand, standard),
        List.of(),
        0,
        standard);
  }

  private Finding finding(
      int look, ArmSums control, ArmSums treatment, Estimand estimand, AgeStandard standard) {
    boolean bothArms = control.ownMix().hosts() > 0 && treatment.ownMix().hosts() > 0;
    if (estimand == Estimand.OWN_AGE_MIX) {
      return welch.decide(worthKnowing, look, control.ownMixSpread(), treatment.ownMixSpread());
    }
    if (bothArms && standard.isEmpty()) {
      return InsufficientEvidence.of(
          Lack.AGES_NEVER_OVERLAP, new HostsPerArm(0, 0), PairedContrast.OVERLAP);
    }
    return welch.decide(worthKnowing, look, control.atAges(standard), treatment.atAges(standard));
  }
}
