package dev.cowbell.aggregator.experiment;

import java.util.function.IntToDoubleFunction;

/**
 * How many hosts per arm an interval of a given half-width will take, if hosts go on varying as
 * those seen do. A forecast, not a promise: the spread of few hosts is itself uncertain.
 */
final class Projection {
  private static final int MOST_HOSTS = 1 << 20;

  private Projection() {}

  /**
   * Further hosts needed.
   *
   * @param seen hosts per arm seen
   * @param halfWidth half-width expected with that many hosts per arm; falls as hosts are added
   * @param target half-width wanted
   */
  static Need until(int seen, IntToDoubleFunction halfWidth, double target) {
    int enough = seen + 1;
    while (enough < MOST_HOSTS && !(halfWidth.applyAsDouble(enough) < target)) {
      enough *= 2;
    }
    if (enough >= MOST_HOSTS) {
      return new Need.SomethingElse("more hosts than any fleet has: the difference is too small");
    }
    int tooFew = seen;
    while (enough - tooFew > 1) {
      int between = (tooFew + enough) >>> 1;
      if (halfWidth.applyAsDouble(between) < target) {
        enough = between;
      } else {
        tooFew = between;
      }
    }
    return new Need.MoreHosts(enough - seen);
  }
}
