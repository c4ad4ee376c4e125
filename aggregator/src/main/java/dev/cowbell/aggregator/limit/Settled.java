package dev.cowbell.aggregator.limit;

/**
 * Advice that stands, and how it keeps from flapping. Much less is taken at once, because memory is
 * at stake; anything else at most once a week: less, or more and then by at most a quarter, because
 * beyond what workers have been seen to reach a law is an extrapolation:
 *
 * <pre>
 *   stands 400 since   found     then
 *   yesterday            350      350   a tenth less or more than that
 *   yesterday            380      400   changed too lately
 *   yesterday            700      400   changed too lately
 *   a week ago           390      400   within the 3 % that the margin covers
 *   a week ago           380      380
 *   a week ago           420      400   less than 7 % more
 *   a week ago           430      430
 *   a week ago           700      500   at most a quarter more
 * </pre>
 *
 * <p>So input that stays within 5 % of a figure changes advice at most once a week.
 *
 * @param value the figure that stands
 * @param sinceSeconds when it became that, since the epoch
 */
public record Settled(double value, double sinceSeconds) {

  static final double MUCH_LESS = 0.9;
  static final double LESS = 0.97;
  static final double MORE = 1.07;
  static final double LARGEST_RISE = 1.25;
  static final double EVERY_SECONDS = 7 * 86_400.0;

  /** What stands after a new figure was found. */
  public Settled after(double found, double nowSeconds) {
    boolean rested = nowSeconds - sinceSeconds >= EVERY_SECONDS;
    if (found <= MUCH_LESS * value || (rested && found < LESS * value)) {
      return new Settled(found, nowSeconds);
    }
    return rested && found > MORE * value
        ? new Settled(Math.min(found, LARGEST_RISE * value), nowSeconds)
        : this;
  }
}
