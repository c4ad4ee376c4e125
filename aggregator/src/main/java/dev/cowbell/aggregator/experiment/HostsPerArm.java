package dev.cowbell.aggregator.experiment;

/** Hosts that an answer rests on. */
public record HostsPerArm(int control, int treatment) {

  /** As many on either side, as pairs have. */
  public static HostsPerArm pairs(int pairs) {
    return new HostsPerArm(pairs, pairs);
  }

  int smaller() {
    return Math.min(control, treatment);
  }
}
