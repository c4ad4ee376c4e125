package dev.cowbell.standalone.simulate.model;

/**
 * Time as a worker's CPU counts it: runs faster while a host is busy, and as fast as the wall clock
 * in the mean of a day. The daily wave is made of two parabolas, so that its integral is exact and
 * the same bits come out everywhere.
 *
 * @param swing of the wave: 0.3 is 30 % more load at its top
 * @param phaseSeconds when the wave begins to rise, in seconds since 1970
 */
record LoadClock(double swing, double phaseSeconds) {
  private static final double DAY = 86_400;

  /** Load at a time, 1 in the mean. */
  double loadAt(double seconds) {
    return 1 + swing * wave(dayShare(seconds - phaseSeconds));
  }

  /** Seconds of mean load up to a time; only differences mean something. */
  double at(double seconds) {
    double since = seconds - phaseSeconds;
    return since + DAY * swing * waveIntegral(dayShare(since));
  }

  /** When the load seconds stood at this: Newton's method, exact to well below a millisecond. */
  double secondsAt(double loadSeconds) {
    double seconds = loadSeconds + phaseSeconds;
    for (int i = 0; i < 6; i++) {
      seconds -= (at(seconds) - loadSeconds) / loadAt(seconds);
    }
    return seconds;
  }

  private static double dayShare(double seconds) {
    double days = seconds / DAY;
    return days - Math.floor(days);
  }

  private static double wave(double x) {
    return x < 0.5 ? 16 * x * (0.5 - x) : -16 * (x - 0.5) * (1 - x);
  }

  private static double waveIntegral(double x) {
    return x < 0.5 ? risen(x) : risen(0.5) - risen(x - 0.5);
  }

  /** Integral of 16 s (1/2 - s) from 0 to x. */
  private static double risen(double x) {
    return x * x * (4 - 16.0 / 3 * x);
  }
}
