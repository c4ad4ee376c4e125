package dev.cowbell.collector.cpython;

import dev.cowbell.collector.sharing.CollectionCounts;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * CPython's {@code struct _gc_runtime_state}, the same in 3.8 to 3.13
 * (Include/internal/pycore_gc.h).
 *
 * @param enabled gc.isenabled()
 * @param collections of each generation since the interpreter started, those before a fork included
 * @param count2 collections of generation 1 since the last full one
 * @param longLivedTotal objects that survived the last full collection
 * @param longLivedPending objects that have survived generation 1 since
 * @param collecting whether a collection is running
 * @param frozenHead address of the first frozen object, or of the list itself where it is empty
 * @param frozenTail address of the last one
 */
record GcState(
    boolean enabled,
    int threshold0,
    int threshold1,
    int threshold2,
    CollectionCounts collections,
    int count2,
    long longLivedTotal,
    long longLivedPending,
    boolean collecting,
    long frozenHead,
    long frozenTail) {
  static final int BYTES = 240;

  /** Offset of the list of the permanent generation. */
  static final int PERMANENT = 104;

  private static final int ENABLED = 12;
  private static final int GENERATIONS = 24;
  static final int GENERATION_BYTES = 24;
  static final int GENERATION_COUNT = 3;
  private static final int GENERATION_0_POINTER = 96;

  /** Offset of the first of the counts of collections, one per generation. */
  static final int STATS = 128;

  /** Offset of the flag that is 1 while a collection runs. */
  static final int COLLECTING = 200;

  private static final int LONG_LIVED_TOTAL = 224;
  private static final int LONG_LIVED_PENDING = 232;

  /**
   * Understands the struct.
   *
   * @param address where it was read from
   * @return empty where it cannot be such a struct
   */
  static Optional<GcState> parse(ByteBuffer bytes, long address) {
    int enabled = bytes.getInt(ENABLED);
    int collecting = bytes.getInt(COLLECTING);
    GcState state =
        new GcState(
            enabled == 1,
            threshold(bytes, 0),
            threshold(bytes, 1),
            threshold(bytes, 2),
            new CollectionCounts(
                collections(bytes, 0), collections(bytes, 1), collections(bytes, 2)),
            bytes.getInt(GENERATIONS + 2 * GENERATION_BYTES + 20),
            bytes.getLong(LONG_LIVED_TOTAL),
            bytes.getLong(LONG_LIVED_PENDING),
            collecting == 1,
            bytes.getLong(PERMANENT),
            bytes.getLong(PERMANENT + 8));
    boolean sane =
        (enabled == 0 || enabled == 1)
            && (collecting == 0 || collecting == 1)
            && bytes.getLong(GENERATION_0_POINTER) == address + GENERATIONS
            && state.isSane();
    return sane ? Optional.of(state) : Optional.empty();
  }

  private boolean isSane() {
    return threshold0 >= 0
        && threshold1 >= 0
        && threshold2 >= 0
        && collections.generation0() >= 0
        && collections.generation1() >= 0
        && collections.generation2() >= 0
        && count2 >= 0
        && longLivedTotal >= 0
        && longLivedPending >= 0
        && frozenHead != 0
        && frozenTail != 0;
  }

  /** Whether collections start by themselves. */
  boolean isAutomatic() {
    return enabled && threshold0 > 0;
  }

  private static long collections(ByteBuffer bytes, int generation) {
    return bytes.getLong(STATS + generation * GENERATION_BYTES);
  }

  private static int threshold(ByteBuffer bytes, int generation) {
    return bytes.getInt(GENERATIONS + generation * GENERATION_BYTES + 16);
  }
}
