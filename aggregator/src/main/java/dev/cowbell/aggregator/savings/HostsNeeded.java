package dev.cowbell.aggregator.savings;

/** How many hosts per arm a difference would need to stand clear of zero. */
public final class HostsNeeded {

  private static final int MOST = 1000;

  private HostsNeeded() {}

  /**
   * The fewest hosts per arm with which an effect of this size and this standard deviation between
   * hosts would be told from none; at most 1000.
   */
  public static int toTellFromZero(double effectBytes, double hostDeviationBytes) {
    double variance = hostDeviationBytes * hostDeviationBytes;
    int hosts = HostWelch.LEAST_HOSTS;
    while (hosts < MOST
        && HostWelch.halfWidth(variance, hosts, variance, hosts) >= Math.abs(effectBytes)) {
      hosts++;
    }
    return hosts;
  }

  /**
   * The standard deviation between hosts that this interval of {@code hosts} per arm was made of.
   */
  public static double deviation(Estimate interval, int hosts) {
    double halfWidth = (interval.high() - interval.low()) / 2;
    return halfWidth / HostWelch.halfWidth(1, hosts, 1, hosts);
  }

  /** Below this no confidence interval is given. */
  public static int least() {
    return HostWelch.LEAST_HOSTS;
  }
}
