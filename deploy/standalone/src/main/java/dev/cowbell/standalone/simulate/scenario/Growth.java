package dev.cowbell.standalone.simulate.scenario;

/**
 * Private memory that a worker adds.
 *
 * @param warmUpBytes added soon after birth
 * @param bytesPerHour added for every hour of mean load
 */
public record Growth(double warmUpBytes, double bytesPerHour) {

  /**
   * After 40 s on CPython 3.11 the default had added 20 MB to 215 inherited ones, a collector that
   * never runs 55: cycles leak.
   */
  static Growth of(GcPolicy policy, double inheritedBytes) {
    return policy.collects()
        ? new Growth(0.09 * inheritedBytes, 0.05 * inheritedBytes)
        : new Growth(0.25 * inheritedBytes, 0.20 * inheritedBytes);
  }

  static Growth parse(Fields fields, Growth otherwise) {
    return new Growth(
        fields.bytes("warm_up", otherwise.warmUpBytes),
        fields.bytes("growth_per_hour", otherwise.bytesPerHour));
  }
}
