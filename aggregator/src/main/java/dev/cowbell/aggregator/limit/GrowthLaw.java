package dev.cowbell.aggregator.limit;

/**
 * How workers of one service grow on one hardware class: private bytes at age t are {@code loss(t)
 * + pace x growth(t)}. The pace belongs to a life; its logarithm varies between workers and, in
 * common, between days of a host, and its mean is one.
 *
 * <p>Both curves have the same knots.
 *
 * @param loss mean sharing lost at an age
 * @param growth private growth at an age at a pace of one
 * @param paceSpread standard deviation of the logarithm of the pace between workers of a host-day
 * @param sharedPaceSpread the same between host-days
 * @param lossSpreadBytes standard deviation of the loss between workers of a host-day
 * @param sharedLossSpreadBytes the same between host-days
 * @param clock the clock on which ages are counted here
 * @param lives lives it rests on
 * @param hostDays host-days it rests on
 * @param oldestSeconds greatest age seen; beyond it the law is an extrapolation
 */
public record GrowthLaw(
    AgeCurve loss,
    AgeCurve growth,
    double paceSpread,
    double sharedPaceSpread,
    double lossSpreadBytes,
    double sharedLossSpreadBytes,
    LoadClock clock,
    int lives,
    int hostDays,
    double oldestSeconds) {

  /** Beyond this age a worker counts as never reaching a size. */
  static final double NEVER_SECONDS = 1e9;

  /** Private bytes of a worker at that age and pace. */
  double privateBytes(double ageSeconds, double pace) {
    return loss.at(ageSeconds) + pace * growth.at(ageSeconds);
  }

  /** Mean sharing lost at that age. */
  public double meanLossBytes(double ageSeconds) {
    return loss.at(ageSeconds);
  }

  /** Private bytes of the average worker at that age. */
  public double meanPrivateBytes(double ageSeconds) {
    return privateBytes(ageSeconds, 1);
  }

  /** The age at which a worker of that pace reaches a size; {@link #NEVER_SECONDS} for never. */
  double ageReaching(double bytes, double pace) {
    double[] ages = growth.ageSeconds();
    double known = growth.lastAgeSeconds();
    if (privateBytes(known, pace) < bytes) {
      double rate = pace * growth.tailBytesPerSecond() + loss.tailBytesPerSecond();
      double missing = bytes - privateBytes(known, pace);
      return rate <= 0 ? NEVER_SECONDS : Math.min(NEVER_SECONDS, known + missing / rate);
    }
    int above = firstAtLeast(ages, bytes, pace);
    if (above == 0) {
      return ages[0];
    }
    double low = privateBytes(ages[above - 1], pace);
    double high = privateBytes(ages[above], pace);
    return ages[above - 1] + (ages[above] - ages[above - 1]) * (bytes - low) / (high - low);
  }

  private int firstAtLeast(double[] ages, double bytes, double pace) {
    int low = 0;
    int high = ages.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (privateBytes(ages[middle], pace) >= bytes) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
