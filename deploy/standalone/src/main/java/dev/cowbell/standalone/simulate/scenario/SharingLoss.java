package dev.cowbell.standalone.simulate.scenario;

/**
 * How a worker loses what it inherited.
 *
 * @param firstSecondBytes lost in the first second, whatever the arm
 * @param fullCollectionBytes lost at the first full collection
 * @param creepBytes lost slowly after birth: reference counts and writes
 * @param fullCollectionCpuSeconds CPU time of a worker until its first full collection
 */
public record SharingLoss(
    double firstSecondBytes,
    double fullCollectionBytes,
    double creepBytes,
    double fullCollectionCpuSeconds) {

  /** All that will be lost. */
  public double totalBytes() {
    return firstSecondBytes + fullCollectionBytes + creepBytes;
  }

  /**
   * As measured on CPython 3.11 under uWSGI: of 214.5 MB shared at fork 4.5 go in the first second,
   * 116 at the first full collection, 3 by creep; a frozen heap and a collector that never runs
   * lose no more than the rest.
   */
  static SharingLoss of(GcPolicy policy, double inheritedBytes) {
    double full = policy.copiesInherited() ? 0.54 * inheritedBytes : 0;
    double cpuSeconds = policy.collects() ? 1.5 * policy.rarity() : 1.5;
    return new SharingLoss(0.021 * inheritedBytes, full, 0.014 * inheritedBytes, cpuSeconds);
  }

  static SharingLoss parse(Fields fields, double inheritedBytes, SharingLoss otherwise) {
    return new SharingLoss(
        fields.bytes("lost_in_first_second", inheritedBytes, otherwise.firstSecondBytes),
        fields.bytes("lost_at_full_collection", inheritedBytes, otherwise.fullCollectionBytes),
        fields.bytes("lost_by_creep", inheritedBytes, otherwise.creepBytes),
        fields.seconds(
            "first_full_collection_cpu", 0.001, 86_400, otherwise.fullCollectionCpuSeconds));
  }
}
