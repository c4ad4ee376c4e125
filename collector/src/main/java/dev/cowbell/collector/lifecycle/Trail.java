package dev.cowbell.collector.lifecycle;

/**
 * One worker over its last looks. What it was like before its exit began is not what the last look
 * says: an exit that copies memory takes up to seconds, and a look may fall into it.
 *
 * @param older a look at least two seconds before the last, where it was known so long
 * @param middle a look between them
 */
record Trail(Point older, Point middle, Point last) {
  private static final long APART_MILLIS = 2000;

  /** A worker at one moment. */
  record Point(WorkerLook look, long atMillis) {}

  static Trail begin(WorkerLook look, long atMillis) {
    Point point = new Point(look, atMillis);
    return new Trail(point, point, point);
  }

  Trail with(WorkerLook look, long atMillis) {
    Point now = new Point(look, atMillis);
    return last.atMillis - middle.atMillis >= APART_MILLIS
        ? new Trail(middle, last, now)
        : new Trail(older, middle, now);
  }

  /** The newest look that is old enough when the worker was found gone at this moment. */
  WorkerLook beforeExit(long goneAtMillis) {
    if (goneAtMillis - last.atMillis >= APART_MILLIS) {
      return last.look;
    }
    return goneAtMillis - middle.atMillis >= APART_MILLIS ? middle.look : older.look;
  }
}
