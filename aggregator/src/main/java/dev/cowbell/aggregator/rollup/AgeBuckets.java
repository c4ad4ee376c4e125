package dev.cowbell.aggregator.rollup;

import java.util.Arrays;

/**
 * Worker ages on a scale that is fine where sharing is lost (seconds to minutes after fork) and
 * coarse where it is not. The same edges stand in the view {@code api.age_bucket}; a test holds the
 * two together.
 */
public final class AgeBuckets {

  private static final double[] FROM_SECONDS = {
    0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300,
    450, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10800, 14400, 21600, 28800, 43200, 64800,
    86400, 129600, 172800, 259200, 345600, 604800
  };

  private AgeBuckets() {}

  /** The bucket that holds this age: its lower edge is the greatest that is not above the age. */
  public static int indexOf(double ageSeconds) {
    int found = Arrays.binarySearch(FROM_SECONDS, ageSeconds);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  /** Lower edges in seconds, ascending. */
  public static double[] fromSeconds() {
    return FROM_SECONDS.clone();
  }
}
