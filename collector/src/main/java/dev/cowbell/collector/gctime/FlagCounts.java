package dev.cowbell.collector.gctime;

/**
 * Counts the looks at one family's workers. Written by the thread that looks, emptied by the one
 * that publishes.
 */
public final class FlagCounts {
  private long looks;
  private long hits;
  private long pauses;
  private long squaredByPause;
  private long squaredByMoment;
  private long longestPauseNanos;
  private long moment;
  private long hitsOfMoment;

  /**
   * Takes a look of the sample.
   *
   * @param run of the worker looked at
   * @param atNanos of any clock that only goes forward; looks of one moment have the same
   */
  public synchronized void sampled(PauseRun run, long atNanos, FlagLook look) {
    follow(run, atNanos, look);
    looks++;
    if (!look.collecting()) {
      return;
    }
    hits++;
    long before = run.hit();
    if (before == 0) {
      pauses++;
    }
    // (h + 1) squared less h squared: so the sums add up over any time.
    squaredByPause += 2 * before + 1;
    hitsOfMoment = atNanos == moment ? hitsOfMoment : 0;
    moment = atNanos;
    squaredByMoment += 2 * hitsOfMoment + 1;
    hitsOfMoment++;
  }

  /** Takes a look that only follows a pause to its end; it would bias the sample. */
  public synchronized void followed(PauseRun run, long atNanos, FlagLook look) {
    follow(run, atNanos, look);
  }

  /** What was counted since this was last asked. */
  public synchronized FlagSample take() {
    long squared = Math.max(squaredByPause, squaredByMoment);
    FlagSample sample = new FlagSample(looks, hits, pauses, squared, longestPauseNanos);
    looks = 0;
    hits = 0;
    pauses = 0;
    squaredByPause = 0;
    squaredByMoment = 0;
    longestPauseNanos = 0;
    return sample;
  }

  private void follow(PauseRun run, long atNanos, FlagLook look) {
    longestPauseNanos = Math.max(longestPauseNanos, run.lastsNanos(atNanos, look));
  }
}
