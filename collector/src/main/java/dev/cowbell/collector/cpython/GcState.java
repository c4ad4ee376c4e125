package dev.cowbell.collector.cpython;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * CPython's {@code struct _gc_runtime_state}, the same in 3.8 to 3.13
 * (Include/internal/pycore_gc.h).
 *
 * @param enabled gc.isenabled()
 * @param fullCollections collections of the oldest generation since the interpreter started, those
 *     before a fork included
 * @param frozenHead address of the first frozen object, or of the list itself where it is empty
 * @param frozenTail address of the last one
 */
record GcState(
    boolean enabled,
    int threshold0,
    int threshold1,
    int threshold2,
    long fullCollections,
    long frozenHead,
    long frozenTail) {
  static final int BYTES = 240;

  /** Offset of the list of the permanent generation. */
  static final int PERMANENT = 104;

  private static final int ENABLED = 12;
  private static final int GENERATIONS = 24;
  private static final int GENERATION_BYTES = 24;
  private static final int GENERATION_0_POINTER = 96;
  private static final int FULL_COLLECTIONS = 128 + 2 * 24;
  private static final int COLLECTING = 200;

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
            bytes.getLong(FULL_COLLECTIONS),
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
        && fullCollections >= 0
        && frozenHead != 0
        && frozenTail != 0;
  }

  private static int threshold(ByteBuffer bytes, int generation) {
    return bytes.getInt(GENERATIONS + generation * GENERATION_BYTES + 16);
  }
}
