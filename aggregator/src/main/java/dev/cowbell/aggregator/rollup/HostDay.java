package dev.cowbell.aggregator.rollup;

/**
 * Worker readings of one host-day and one worker age, in bytes; exact below 2^53. Mutable and
 * confined to one thread.
 */
public final class HostDay {

  private long readings;
  private double lossSum;
  private double growthSum;

  HostDay() {}

  void add(SharingSample sample) {
    readings++;
    lossSum += sample.sharingLossBytes();
    growthSum += sample.privateGrowthBytes();
  }

  void merge(HostDay other) {
    readings += other.readings;
    lossSum += other.lossSum;
    growthSum += other.growthSum;
  }

  /** How many. */
  public long readings() {
    return readings;
  }

  /** Of their sharing loss. */
  public double lossSum() {
    return lossSum;
  }

  /** Of their private growth. */
  public double growthSum() {
    return growthSum;
  }
}
