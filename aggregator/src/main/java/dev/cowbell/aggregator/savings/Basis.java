package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.experiment.Design;
import dev.cowbell.aggregator.experiment.Effect;

/**
 * What a range means.
 *
 * @param confidence whether it is a confidence interval over hosts; else it is a mere spread
 * @param text the same for people; shown wherever the figure is shown
 */
public record Basis(boolean confidence, String text) {

  /** Of whole days. */
  static Basis of(Design design, Effect effect) {
    return new Basis(
        true,
        "%d %% confidence %s".formatted(Math.round(100 * effect.level()), words(design, effect)));
  }

  private static String words(Design design, Effect effect) {
    int control = effect.hosts().control();
    int treatment = effect.hosts().treatment();
    return switch (design) {
      case PAIRED ->
          "over %d pairs of hosts assigned by hash order, however often one looks (t-mixture)"
              .formatted(control);
      case BEFORE_AFTER ->
          "over %d hosts before and after they changed, however often one looks (t-mixture); what else changed that day is in it"
              .formatted(control);
      case OBSERVATIONAL ->
          "over whole days of %d and %d hosts, however often one looks (Welch, alpha spent as 0.05/(k(k+1))); observational: the arms were found, not assigned"
              .formatted(control, treatment);
    };
  }

  static Basis of(ArmSize control, ArmSize treatment) {
    if (Math.min(control.hosts(), treatment.hosts()) >= HostWelch.LEAST_HOSTS) {
      return new Basis(
          true,
          "95 %% confidence over %d and %d hosts on the last day, of one look (Welch, alpha spent as hosts are added: 0.05/(k(k+1))); observational: the arms were found, not assigned"
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
