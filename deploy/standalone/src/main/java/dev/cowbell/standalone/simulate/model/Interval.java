package dev.cowbell.standalone.simulate.model;

/**
 * What a tick covers.
 *
 * @param isFirst nothing was seen before: deltas are zero
 */
record Interval(long fromMillis, long toMillis, boolean isFirst) {
  double seconds() {
    return (toMillis - fromMillis) / 1e3;
  }
}
