package dev.cowbell.collector.cpython;

import java.nio.ByteBuffer;

/**
 * Whether CPython's collector is at work, from the same struct as {@link GcState}.
 *
 * @param collecting its flag, which is set from the start to the end of a collection of any
 *     generation, gc.collect() included
 * @param collections finished so far, all generations together: two looks with the same number have
 *     seen no collection end between them
 */
public record CollectorActivity(boolean collecting, long collections) {
  private static final int STATISTICS = 128;
  private static final int STATISTICS_BYTES = 24;
  private static final int GENERATIONS = 3;
  private static final int COLLECTING = 200;

  static CollectorActivity parse(ByteBuffer state) {
    long collections = 0;
    for (int generation = 0; generation < GENERATIONS; generation++) {
      collections += state.getLong(STATISTICS + generation * STATISTICS_BYTES);
    }
    return new CollectorActivity(state.getInt(COLLECTING) != 0, collections);
  }
}
