package dev.cowbell.aggregator.savings;

/**
 * What a range means.
 *
 * @param confidence whether it is a confidence interval over hosts; else it is a mere spread
 * @param text the same for people; shown wherever the figure is shown
 */
public record Basis(boolean confidence, String text) {

  static Basis of(ArmSize control, ArmSize treatment) {
    if (Math.min(control.hosts(), treatment.hosts()) >= HostWelch.LEAST_HOSTS) {
      return new Basis(
          true,
          "95 %% confidence over %d and %d hosts, however often one looks as hosts are added (Welch, alpha spent as 0.05/(k(k+1))); observational: the arms were found, not assigned"
              .formatted(control.hosts(), treatment.hosts()));
    }
    if (control.families() == 1 && treatment.families() == 1) {
      return new Basis(false, "one family per arm: not a confidence interval");
    }
    return new Basis(
        false,
        "%d and %d hosts: spread over workers, not a confidence interval"
            .formatted(control.hosts(), treatment.hosts()));
  }
}
