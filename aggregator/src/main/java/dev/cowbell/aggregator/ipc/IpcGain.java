package dev.cowbell.aggregator.ipc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much faster the CPUs go under one arm than under another.
 *
 * @param control what is normal under the control
 * @param treatment what is normal under the treatment
 */
public record IpcGain(CpiSpec control, CpiSpec treatment) {

  /** Empty where either arm has too few hosts with counters. */
  public static Optional<IpcGain> between(
      List<CpiHostDay> days, String controlArm, String treatmentArm) {
    Optional<CpiSpec> control = CpiSpec.of(of(days, controlArm));
    Optional<CpiSpec> treatment = CpiSpec.of(of(days, treatmentArm));
    return control.flatMap(c -> treatment.map(t -> new IpcGain(c, t)));
  }

  /** Instructions per cycle gained: 0.1 is ten per cent more. */
  public double share() {
    return control.mean() / treatment.mean() - 1;
  }

  /**
   * What share of a gain in throughput per CPU time comes from more instructions per cycle, the
   * rest being fewer instructions for the same work: {@code ln(1 + IPC gain) / ln(1 + gain)}. Of 12
   * % more throughput with 10 % more IPC it is 0.84. Empty where there is no gain to share.
   */
  public OptionalDouble shareOfGain(double throughputGain) {
    return throughputGain <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.log1p(share()) / Math.log1p(throughputGain));
  }

  private static List<CpiHostDay> of(List<CpiHostDay> days, String arm) {
    return days.stream().filter(day -> day.arm().equals(arm)).toList();
  }

  /** In words. */
  public String sentence(String treatmentArm) {
    return String.format(
        Locale.ROOT,
        "Under %s the CPUs need %.3f cycles per instruction against %.3f (standard deviations %.3f and %.3f over %d and %d hosts): %+.1f %% of instructions per cycle.",
        treatmentArm,
        treatment.mean(),
        control.mean(),
        treatment.deviation(),
        control.deviation(),
        treatment.hosts(),
        control.hosts(),
        100 * share());
  }
}
