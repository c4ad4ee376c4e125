package dev.cowbell.aggregator.experiment;

/**
 * What the treatment adds to the figure, per host.
 *
 * @param estimate treatment less control, in the unit of the figure
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param level share of intervals of this kind that hold the truth, such as 0.95
 * @param method how the interval was found
 * @param hosts hosts it rests on
 */
public record Effect(
    double estimate, double low, double high, double level, Method method, HostsPerArm hosts)
    implements Finding {

  /** An interval of equal width to both sides. */
  static Effect around(
      double estimate, double halfWidth, double level, Method method, HostsPerArm hosts) {
    return new Effect(estimate, estimate - halfWidth, estimate + halfWidth, level, method, hosts);
  }

  /** Whether a difference is declared. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }

  /** Half the width of the interval. */
  public double halfWidth() {
    return (high - low) / 2;
  }

  /** Whether this says enough: there is a difference, or none as large as {@code worthKnowing}. */
  boolean decides(double worthKnowing) {
    return excludesZero() || (low > -worthKnowing && high < worthKnowing);
  }
}
