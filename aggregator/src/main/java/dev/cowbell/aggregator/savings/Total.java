package dev.cowbell.aggregator.savings;

/**
 * Savings of many workers, at each arm's own mix of ages. Loss and growth stand beside the
 * footprint that they come to, so that nothing is netted unseen.
 *
 * @param lossAvoided bytes
 * @param growthAdded bytes
 * @param footprint bytes that are no longer needed, or would not be
 * @param hosts hosts it is about; one that runs several services counts for each
 * @param memoryBytes memory of these hosts
 * @param hostsFreed the footprint in memories of hosts
 */
public record Total(
    Range lossAvoided,
    Range growthAdded,
    Range footprint,
    int hosts,
    double memoryBytes,
    Range hostsFreed,
    Priced money,
    Priced watts,
    Priced carbon) {

  /** So many workers of a service that save that much each. */
  static Total of(WholeDays each, double workers, ServiceSavings about, Coefficients coefficients) {
    return of(
        Range.of(each.ownLossAvoided(), workers),
        Range.of(each.ownGrowthAdded(), workers),
        Range.of(each.ownFootprintAvoided(), workers),
        about,
        coefficients);
  }

  /** A service of which nothing is saved, or nothing is known. */
  static Total none(ServiceSavings about, Coefficients coefficients) {
    return of(Range.NONE, Range.NONE, Range.NONE, about, coefficients);
  }

  private static Total of(
      Range loss, Range growth, Range footprint, ServiceSavings about, Coefficients coefficients) {
    String generation = about.scale().generation();
    Priced watts = coefficients.watts(footprint, generation);
    return new Total(
        loss,
        growth,
        footprint,
        about.hosts(),
        (double) about.hosts() * about.scale().memoryBytes(),
        footprint.times(1.0 / about.scale().memoryBytes()),
        coefficients.money(footprint, generation),
        watts,
        coefficients.carbon(watts, generation));
  }

  /** Savings of one and the same hosts add up without counting the hosts again. */
  Total andOnTheSameHosts(Total other) {
    Total sum = plus(other);
    return new Total(
        sum.lossAvoided,
        sum.growthAdded,
        sum.footprint,
        hosts,
        memoryBytes,
        sum.hostsFreed,
        sum.money,
        sum.watts,
        sum.carbon);
  }

  Total plus(Total other) {
    return new Total(
        lossAvoided.plus(other.lossAvoided),
        growthAdded.plus(other.growthAdded),
        footprint.plus(other.footprint),
        hosts + other.hosts,
        memoryBytes + other.memoryBytes,
        hostsFreed.plus(other.hostsFreed),
        money.plus(other.money),
        watts.plus(other.watts),
        carbon.plus(other.carbon));
  }

  /** Of the memory of these hosts: 0 to 1. */
  public double shareOfMemory() {
    return memoryBytes > 0 ? footprint.value() / memoryBytes : 0;
  }
}
