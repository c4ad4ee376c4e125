package dev.cowbell.aggregator.limit;

/**
 * What a limit must keep.
 *
 * @param violationShare share of host-hours that may be above the budget
 * @param safety share of that which the fitted law may use up: the rest is for what the fit does
 *     not know
 * @param jitter each life is restarted at its limit less up to this share of it, drawn evenly
 */
public record LimitPolicy(double violationShare, double safety, double jitter) {

  /** One host-hour in a thousand, for servers that restart every worker at the same size. */
  public static final LimitPolicy DEFAULT = new LimitPolicy(0.001, 0.5, 0);

  /** The same where limits differ from life to life. */
  public LimitPolicy withJitter(double share) {
    return new LimitPolicy(violationShare, safety, share);
  }
}
