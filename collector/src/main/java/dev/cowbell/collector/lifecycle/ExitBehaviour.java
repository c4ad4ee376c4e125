package dev.cowbell.collector.lifecycle;

/**
 * How the workers of a family end. A normal exit of an interpreter visits every object and so
 * copies what was still shared; an immediate one touches nothing.
 *
 * <pre>
 *   share = faults of the exit x 4 KiB / bytes still shared before
 *   share &gt;= 0.2  NORMAL       share &lt;= 0.05  IMMEDIATE       between, or under 4 MiB shared: UNKNOWN
 * </pre>
 *
 * <p>A worker of uWSGI or gunicorn that inherited 30 to 40 MB showed 0.9 to 1.0 with a normal exit.
 */
public enum ExitBehaviour {
  NORMAL,
  IMMEDIATE,
  UNKNOWN;

  private static final long PAGE_BYTES = 4096;
  private static final long LEAST_SHARED_BYTES = 4L * 1024 * 1024;
  private static final double NORMAL_SHARE = 0.2;
  private static final double IMMEDIATE_SHARE = 0.05;

  /**
   * Judges one or more exits.
   *
   * @param faults minor faults of the exits
   * @param stillSharedBytes what those workers still shared when they were last looked at
   */
  static ExitBehaviour of(long faults, long stillSharedBytes, long exits) {
    if (stillSharedBytes < LEAST_SHARED_BYTES * exits) {
      return UNKNOWN;
    }
    double share = (double) faults * PAGE_BYTES / stillSharedBytes;
    if (share >= NORMAL_SHARE) {
      return NORMAL;
    }
    return share <= IMMEDIATE_SHARE ? IMMEDIATE : UNKNOWN;
  }
}
