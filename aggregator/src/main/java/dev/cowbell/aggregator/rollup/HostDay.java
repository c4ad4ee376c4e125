package dev.cowbell.aggregator.rollup;

/** Worker readings of one host-day and one worker age, in bytes; exact below 2^53. */
public record HostDay(long readings, double lossSum, double growthSum) {

  /** One host-day at one worker age. */
  public record Key(HostDayKey hostDay, int ageBucket) {}

  static final HostDay NONE = new HostDay(0, 0, 0);

  HostDay plus(SharingSample sample) {
    return new HostDay(
        readings + 1, lossSum + sample.sharingLossBytes(), growthSum + sample.privateGrowthBytes());
  }
}
