package dev.cowbell.collector.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One worker over its last looks, at least a second apart but for the newest. What it was like
 * before its exit began is not what the last look says: an exit that copies memory takes up to
 * seconds, and looks may fall into it. Such looks are told by their faults, which come many times
 * faster than those of its work.
 *
 * @param points oldest first
 */
record Trail(List<Point> points) {
  private static final int MOST_POINTS = 12;
  private static final long APART_MILLIS = 1000;

  /** What lies nearer to the end than this may be of the exit in any case. */
  private static final long SHORTEST_MILLIS = 2000;

  /** Two mebibytes: fewer faults are no exit that copies. */
  private static final long STORM_FAULTS = 512;

  private static final double STORM_FACTOR = 8;

  /** A worker at one moment. */
  record Point(WorkerLook look, long atMillis) {
    /** Minor faults per millisecond. */
    double rateSince(Point earlier) {
      return (double) faultsSince(earlier) / Math.max(1, atMillis - earlier.atMillis);
    }

    long faultsSince(Point earlier) {
      return look.minorFaults() - earlier.look.minorFaults();
    }
  }

  static Trail begin(WorkerLook look, long atMillis) {
    return new Trail(List.of(new Point(look, atMillis)));
  }

  Trail with(WorkerLook look, long atMillis) {
    List<Point> more = new ArrayList<>(points);
    int count = more.size();
    if (count > 1 && more.getLast().atMillis - more.get(count - 2).atMillis < APART_MILLIS) {
      more.removeLast();
    }
    more.add(new Point(look, atMillis));
    return new Trail(
        List.copyOf(more.subList(Math.max(0, more.size() - MOST_POINTS), more.size())));
  }

  WorkerLook last() {
    return points.getLast().look;
  }

  /** The newest look before the exit of a worker that was found gone at this moment. */
  WorkerLook beforeExit(long goneAtMillis) {
    int at = points.size() - 1;
    while (at > 0 && goneAtMillis - points.get(at).atMillis < SHORTEST_MILLIS) {
      at--;
    }
    for (int start = 1; start < at; start++) {
      if (isStorm(start, at)) {
        return points.get(start).look;
      }
    }
    return points.get(at).look;
  }

  /** Whether faults came much faster all the time from one look to another than ever before. */
  private boolean isStorm(int start, int end) {
    double fast = STORM_FACTOR * points.get(start).rateSince(points.getFirst());
    return points.get(end).faultsSince(points.get(start)) >= STORM_FAULTS
        && IntStream.range(start, end)
            .allMatch(i -> points.get(i + 1).rateSince(points.get(i)) > fast);
  }
}
