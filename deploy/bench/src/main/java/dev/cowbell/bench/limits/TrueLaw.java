package dev.cowbell.bench.limits;

/**
 * How the played workers really grow. It has what a fitted law does not know: load by the hour of
 * the day, growth in lumps, a loss whose moment depends on the load, creeping loss.
 *
 * @param workers workers of each host
 * @param deploysDaily whether all workers of a host start anew at ten each morning
 * @param workerSpread standard deviation of the logarithm of the pace between lives
 * @param hostSpread standard deviation of the logarithm of the load between hosts
 * @param daySpread the same between days of a host
 */
public record TrueLaw(
    int workers, boolean deploysDaily, double workerSpread, double hostSpread, double daySpread) {

  static final double MIB = 1L << 20;

  /** 24.3 GiB for 96 of them. */
  static final double BUDGET_BYTES_PER_WORKER = 24.3 * 1024 / 96 * MIB;

  static final double LOSS_BYTES = 85 * MIB;
  static final double LOSS_SPREAD = 0.05;
  static final double CREEP_BYTES_PER_HOUR = 0.5 * MIB;
  static final double COLLECTION_AFTER_SECONDS = 1200;

  static final double GROWTH_BYTES_PER_HOUR = 15 * MIB;
  static final double DAILY_SWING = 0.4;

  private static final double BUSIEST_HOUR = 15;

  /** Load at an hour of the day, one on average. */
  static double swing(double hourOfDay) {
    return 1 + DAILY_SWING * Math.cos(2 * Math.PI * (hourOfDay - BUSIEST_HOUR) / 24);
  }

  double budgetBytes() {
    return workers * BUDGET_BYTES_PER_WORKER;
  }

  /** What it is called in results. */
  String label() {
    return (deploysDaily ? "daily_deploys" : "no_deploys")
        + (hostSpread > 0 ? "_shared_load" : "_even_load")
        + (workerSpread < 0.2 ? "_like_workers" : "");
  }
}
