package dev.cowbell.collector.cpython;

/**
 * How near an interpreter is to its next full collection. One runs, when generation 0 is full, as
 * soon as {@code count > threshold} and {@code longLivedPending >= longLivedTotal / 4}
 * (gc_select_generation in CPython's gc).
 *
 * @param count collections of generation 1 since the last full one
 * @param threshold gc.get_threshold()[2]
 * @param longLivedPending objects that have survived generation 1 since the last full collection
 * @param longLivedTotal objects that survived the last full collection
 */
public record NextFullCollection(
    int count, int threshold, long longLivedPending, long longLivedTotal) {

  /** How much of both conditions is met, the one further behind counting: 0 to 1. */
  public double progress() {
    double byCount = count / (threshold + 1.0);
    long needed = longLivedTotal / 4;
    double byPending = needed == 0 ? 1 : (double) longLivedPending / needed;
    return Math.clamp(Math.min(byCount, byPending), 0, 1);
  }
}
