package dev.cowbell.aggregator.backtest;

/**
 * How a trace is walked through.
 *
 * @param beginSeconds first reading, since the epoch
 * @param stepSeconds time between two looks at all workers
 * @param steps looks
 */
record Timeline(double beginSeconds, double stepSeconds, int steps) {

  /** Decisions are taken this often over a trace: daily in one of two weeks. */
  static final int DECISIONS = 14;

  /** The first decisions are practice: nothing is counted before the third. */
  static final int PRACTICE = 2;

  private static final int MOST_STEPS = 2016;
  private static final int STEPS_PER_HOUR = 6;
  private static final double LONGEST_STEP_SECONDS = 600;

  static Timeline of(Trace trace) {
    double begin = trace.beginSeconds();
    double span = Math.max(1, trace.endSeconds() - begin);
    double step = Math.clamp(span / MOST_STEPS, 1, LONGEST_STEP_SECONDS);
    return new Timeline(begin, step, Math.max(DECISIONS, (int) Math.floor(span / step)));
  }

  double at(int step) {
    return beginSeconds + step * stepSeconds;
  }

  int stepOf(double atSeconds) {
    return (int) Math.ceil((atSeconds - beginSeconds) / stepSeconds);
  }

  boolean decidesAt(int step) {
    return step % Math.max(1, steps / DECISIONS) == 0;
  }

  boolean counts(int step) {
    return step >= PRACTICE * (steps / DECISIONS);
  }

  /** Steps that make a period in which the budget is kept or not: an hour where steps are long. */
  int period() {
    return STEPS_PER_HOUR;
  }

  double days() {
    int counted = steps - PRACTICE * (steps / DECISIONS);
    return counted * stepSeconds / 86_400;
  }
}
